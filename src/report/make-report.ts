import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { draw, standalone } from './draw/draw.js'
import type { Figure } from './draw/figure.js'
import { WIDE } from './page/figure.js'
import { Html } from './page/html.js'
import { type Page, pageHtml } from './page/page.js'
import { type Output, openOutput } from './read/output.js'
import { readRun } from './read/run-data.js'
import { runPage } from './run/run-page.js'
import { SweepData } from './sweep/sweep-data.js'
import { sweepPage } from './sweep/sweep-page.js'

/** What `makeReport` has written. */
export interface ReportResult {
  readonly kind: 'run' | 'sweep'
  readonly page: string
  readonly pictures: readonly string[]
  readonly figures: readonly string[]
  /** What a reader must know before believing the figures. */
  readonly remarks: readonly string[]
}

export interface ReportSettings {
  /** Write each figure as PNG, into the folder `figures` beside the page. */
  readonly png?: boolean
}

/**
 * Make `report.html` in the folder of a run or a sweep, from the files that are there.
 *
 * @throws DataError if the folder is neither, or its manifest cannot be read
 */
export async function makeReport(
  folder: string,
  { png = false }: ReportSettings = {},
): Promise<ReportResult> {
  const output = await openOutput(folder)
  const page = await pageOf(output)
  const figures = figuresOf(page)
  const path = join(output.folder, 'report.html')
  writeWhole(path, pageHtml(page))
  return {
    kind: output.kind,
    page: path,
    pictures: png ? await writePictures(output.folder, figures, page.source) : [],
    figures: figures.map(({ id }) => id),
    remarks: page.remarks,
  }
}

async function pageOf(output: Output): Promise<Page> {
  if (output.kind === 'run') return runPage(await readRun(output))
  const data = await SweepData.open(output)
  try {
    return await sweepPage(data)
  } finally {
    data.close()
  }
}

export const figuresOf = ({ sections }: Page): Figure[] =>
  sections.flatMap(({ content }) => content.filter((one): one is Figure => !(one instanceof Html)))

/** Figures as files, named by their place and their id. */
export async function writePictures(
  folder: string,
  figures: readonly Figure[],
  source?: string,
): Promise<string[]> {
  // Loaded when asked for: few want files, and the renderer is large.
  const { toPng } = await import('./draw/png.js')
  const target = join(folder, 'figures')
  mkdirSync(target, { recursive: true })
  return figures.map((figure) => {
    const path = join(target, `${figure.id}.png`)
    writeWhole(path, toPng(standalone(draw(figure, WIDE, source))))
    return path
  })
}

/** Under its name only when it is whole. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.partial`, content)
  renameSync(`${path}.partial`, path)
}
