import { type Drawing, draw } from '../draw/draw.js'
import type { Figure } from '../draw/figure.js'
import { embedded, Html, html, unbroken } from './html.js'

/** Widths for which every picture is drawn: a page on paper or a screen, and a telephone. */
export const WIDE = 760
export const NARROW = 348

/** A picture with title, way of reading, data, and what can be done with it. */
export function figureHtml(figure: Figure, source: string): Html {
  const { id, title, note } = figure
  const wide = draw(figure, WIDE, source)
  const narrow = draw(figure, NARROW, source)
  const data = {
    columns: figure.data.columns,
    rows: figure.data.rows,
    texts: figure.chart.spots.map(({ text }) => text),
    wide: wide.spots,
    narrow: narrow.spots,
  }
  return html`
<figure id="${id}">
  <figcaption>
    <h3>${title}</h3>
    ${note ? html`<p>${unbroken(note)}</p>` : null}
  </figcaption>
  ${picture(figure, wide, 'wide')}
  ${picture(figure, narrow, 'narrow')}
  <div class="tools">
    <button type="button" class="save-picture">Save picture<span class="of"> of: ${title}</span></button>
    <button type="button" class="save-data">Save data<span class="of"> of: ${title}</span></button>
    <details class="data"><summary>Data<span class="of"> of: ${title}</span></summary></details>
  </div>
  <script type="application/json">${embedded(data)}</script>
</figure>`
}

const picture = ({ title }: Figure, { svg }: Drawing, kind: 'wide' | 'narrow'): Html => html`
  <div class="picture ${kind}" tabindex="0" role="group" aria-label="${title}: arrow keys read the values">
    ${new Html(svg)}
    <div class="pin" hidden></div>
    <div class="tip" role="status" hidden></div>
  </div>`
