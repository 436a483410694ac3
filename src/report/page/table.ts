import { readable } from '../numbers.js'
import { type Content, Html, html, unbroken } from './html.js'

/** A cell: numbers are written for people and stand right. */
export type TableCell = Content

/** A table with a name for those who do not see it. The first column heads its row. */
export function tableHtml(
  name: string,
  head: readonly string[],
  rows: readonly (readonly TableCell[])[],
  full = false,
): Html {
  const right = (rows[0] ?? []).map((_, j) => rows.length > 0 && rows.every((row) => isNumber(row[j])))
  const mark = (j: number) => (right[j] && j > 0 ? new Html(' class="n"') : null)
  return html`
<div class="scroll ${full ? 'full' : ''}" tabindex="0" role="region" aria-label="Table: ${name}">
<table>
${head.length > 0 ? headHtml(head, mark) : null}
<tbody>
${rows.map(
  (row) => html`<tr>${row.map((cell, j) =>
    j === 0
      ? html`<th scope="row"${mark(j)}>${cellText(cell)}</th>`
      : html`<td${mark(j)}>${cellText(cell)}</td>`,
  )}</tr>
`,
)}</tbody>
</table>
</div>`
}

const headHtml = (head: readonly string[], mark: (j: number) => Html | null): Html =>
  html`<thead><tr>${head.map((title, j) => html`<th scope="col"${mark(j)}>${title}</th>`)}</tr></thead>`

/** A number, or a text that is one for people, such as `+4.2 %`. */
const isNumber = (cell: TableCell): boolean =>
  cell === undefined ||
  typeof cell === 'number' ||
  (typeof cell === 'string' && /^[+-]?[\d,.]*( %)?$/.test(cell))

const cellText = (cell: TableCell): TableCell =>
  typeof cell === 'number'
    ? Number.isNaN(cell)
      ? ''
      : readable(cell)
    : typeof cell === 'string'
      ? unbroken(cell)
      : cell

/** Figures that a reader wants first. */
export const numbersHtml = (
  items: readonly (readonly [name: string, value: string, more?: string])[],
): Html => html`
<dl class="numbers">
${items.map(
  ([name, value, more]) =>
    html`<div><dt>${name}</dt><dd>${value}${more ? html`<span>${unbroken(more)}</span>` : null}</dd></div>`,
)}
</dl>`
