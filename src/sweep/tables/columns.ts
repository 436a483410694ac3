import type { ColumnSpec } from '../../record/table.js'

/** Columns of a sweep's tables. */
export const text = (name: string, meaning: string): ColumnSpec => ({
  name,
  unit: 'text',
  meaning,
  kind: 'text',
})
export const number = (name: string, unit: string, meaning: string): ColumnSpec => ({
  name,
  unit,
  meaning,
  kind: 'number',
})

export const experiment = text('experiment', 'name of the experiment')
export const cellId = number('cell_id', 'number', 'cell of the design; cells.csv says what it sets')
export const rep = number('rep', 'number', 'replicate; the same number is the same seed in every cell')
