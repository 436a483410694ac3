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

/** Cells of a fact's row; with a column that says how many seeds pass, if there are several. */
export const rowOf = ({ id, what, target, ours, verdict, seeds }: Fact, several = false): string[] => [
  id,
  what,
  target,
  ours || '-',
  ...(several ? [seeds ? `${seeds.passed} of ${seeds.of}` : '-'] : []),
  verdict === 'fail' ? `**${verdict}**` : verdict,
]

/** Facts as a table, then their notes as a list. */
export function factsText(facts: readonly Fact[]): string {
  const several = facts.some(({ seeds }) => seeds)
  const rows = facts.map((fact) => rowOf(fact, several))
  const notes = facts.filter(({ note }) => note).map(({ id, what, note }) => `- **${id}**, ${what}: ${note}`)
  const table = tableText(['', 'what', 'target', 'taolab', ...(several ? ['seeds'] : []), 'verdict'], rows)
  return notes.length === 0 ? table : [table, ...notes, ''].join('\n')
}
