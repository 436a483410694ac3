import { html } from '../page/html.js'
import type { Section } from '../page/page.js'
import { tableHtml } from '../page/table.js'
import type { ColumnEntry, Output } from '../read/output.js'
import type { RunData } from '../read/run-data.js'

/** Columns of a table as the manifest explains them, by name. */
export function columnsOf({ manifest }: Output, table: string): ReadonlyMap<string, ColumnEntry> {
  const entry = (manifest.tables ?? manifest.files)?.[table]
  return new Map((entry?.columns ?? []).map((column) => [column.name, column]))
}

/** Every figure of the run as a whole, with unit and meaning. */
export function metricsSection({ metrics, output }: RunData): Section {
  const known = columnsOf(output, 'summary')
  const rows = [...metrics].map(([name, value]) => {
    const column = known.get(name)
    return [html`<code>${name}</code>`, value, column?.unit ?? '', column?.meaning ?? '']
  })
  return {
    id: 'metrics',
    title: 'Metrics of the run',
    content:
      rows.length === 0
        ? []
        : rows.every(([, value]) => Number.isNaN(value))
          ? [html`<p>They are computed at the end of a run, to which this one did not come.</p>`]
          : [
              html`<p>An empty value could not be measured in this run: nothing of the kind happened, or the run was too short.</p>`,
              tableHtml('Metrics of the run', ['metric', 'value', 'unit', 'meaning'], rows),
            ],
  }
}
