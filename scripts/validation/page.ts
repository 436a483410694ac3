import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { draw, standalone } from '../../src/report/draw/draw.js'
import type { Figure } from '../../src/report/draw/figure.js'
import type { Fact } from '../../src/report/validation/fact.js'

export const root = fileURLToPath(new URL('../../', import.meta.url))
const WIDTH = 760

/** Write a figure to docs/figures and give the line that shows it on a page. */
export function showFigure(figure: Figure): string {
  mkdirSync(`${root}docs/figures`, { recursive: true })
  writeFileSync(`${root}docs/figures/${figure.id}.svg`, standalone(draw(figure, WIDTH)))
  return `![${figure.title}](figures/${figure.id}.svg)\n${figure.note ? `\n${figure.note}\n` : ''}`
}

/** A table in Markdown. */
export function tableText(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line), ''].join('\n')
}

/** Facts as a table, then their notes as a list. */
export function factsText(facts: readonly Fact[]): string {
  const rows = facts.map(({ id, what, target, ours, verdict }) => [
    id,
    what,
    target,
    ours || '-',
    verdict === 'fail' ? `**${verdict}**` : verdict,
  ])
  const notes = facts.filter(({ note }) => note).map(({ id, what, note }) => `- **${id}**, ${what}: ${note}`)
  const table = tableText(['', 'what', 'target', 'taolab', 'verdict'], rows)
  return notes.length === 0 ? table : [table, ...notes, ''].join('\n')
}
