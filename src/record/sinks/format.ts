/** Files that hold a run's tables. */
export const tableFormats = ['csv', 'parquet', 'both'] as const
export type TableFormat = (typeof tableFormats)[number]
