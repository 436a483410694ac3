/** One value put in place of what the base scenario says. */
export interface Setting {
  readonly path: string
  readonly value: unknown
}

/** One variant of the base scenario. Pure data. */
export interface Cell {
  /** Its place in the design before filters, from 0: a filter renames nobody. */
  readonly id: number
  readonly overrides: readonly Setting[]
}

/** The value a cell gives to a path; undefined if it leaves it to the base. */
export const settingOf = (cell: Cell, path: string): unknown =>
  cell.overrides.find((setting) => setting.path === path)?.value
