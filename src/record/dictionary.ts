import type { Metric } from './metric.js'
import { eventKinds } from './run.js'
import type { TableSpec } from './table.js'
import { planTable, tableNames } from './tables.js'

/** Every table of a run with every column: the data dictionary. */
export interface Dictionary {
  readonly tables: readonly TableSpec[]
  readonly events: Readonly<Record<string, string>>
}

/** @param all  the metrics to list; without it, those shipped */
export function dictionary(all?: readonly Metric[]): Dictionary {
  return {
    tables: tableNames.map((name) => planTable(name, all).spec),
    events: Object.fromEntries(Object.entries(eventKinds).map(([kind, { meaning }]) => [kind, meaning])),
  }
}

/** The data dictionary as Markdown. */
export function dictionaryText({ tables, events }: Dictionary): string {
  const cell = (text = '') => text.replaceAll('|', '\\|')
  const section = ({ name, row, columns }: TableSpec) => [
    `## ${name}.csv`,
    '',
    `One row per ${row}.`,
    '',
    '| column | unit | meaning | formula |',
    '| --- | --- | --- | --- |',
    ...columns.map(
      (column) =>
        `| \`${column.name}\` | ${cell(column.unit)} | ${cell(column.meaning)} | ${cell(column.formula)} |`,
    ),
    '',
  ]
  const lines = [
    '# Data dictionary',
    '',
    'Tables of a run: UTF-8, comma, `.` as decimal mark, LF, a header. An empty cell is a missing value, never 0. Amounts are',
    'decimal TAO or alpha, exact to the RAO (1e-9); other numbers are the shortest decimals that read back as the same double.',
    '',
    ...tables.flatMap(section),
    '## Events',
    '',
    '| event | meaning |',
    '| --- | --- |',
    ...Object.entries(events).map(([kind, meaning]) => `| \`${kind}\` | ${cell(meaning)} |`),
  ]
  return `${lines.join('\n')}\n`
}
