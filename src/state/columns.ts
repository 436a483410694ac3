/**
 * Tables of typed columns. A column is declared once, with unit and meaning; saving, hashing, the data dictionary and
 * the documentation follow from that declaration.
 */

interface ArrayOf {
  f64: Float64Array
  i32: Int32Array
  u32: Uint32Array
  u16: Uint16Array
  u8: Uint8Array
}
export type Kind = keyof ArrayOf

/** One column: how it is stored, its unit, what it means, and what a fresh row holds. */
export interface Column<K extends Kind = Kind> {
  readonly kind: K
  readonly unit: string
  readonly meaning: string
  readonly initial: number
}
export type Schema = Readonly<Record<string, Column>>
export type Columns<S extends Schema> = { [N in keyof S]: ArrayOf[S[N]['kind']] }

const make = {
  f64: (n: number) => new Float64Array(n),
  i32: (n: number) => new Int32Array(n),
  u32: (n: number) => new Uint32Array(n),
  u16: (n: number) => new Uint16Array(n),
  u8: (n: number) => new Uint8Array(n),
} satisfies { [K in Kind]: (n: number) => ArrayOf[K] }

const column =
  <K extends Kind>(kind: K) =>
  (unit: string, meaning: string, initial = 0): Column<K> => ({ kind, unit, meaning, initial })

export const f64 = column('f64')
export const i32 = column('i32')
export const u32 = column('u32')
export const u16 = column('u16')
export const u8 = column('u8')

const META = Symbol('table')
interface Meta<S extends Schema> {
  readonly name: string
  readonly schema: S
  /** Fixed order, so that nothing depends on how an object was built. */
  readonly names: readonly (keyof S & string)[]
  capacity: number
}
/** The columns, by name, and hidden beside them how they were declared. */
export type Table<S extends Schema> = Columns<S> & { readonly [META]: Meta<S> }

export function createTable<S extends Schema>(name: string, schema: S, capacity: number): Table<S> {
  const names = Object.keys(schema).sort() as (keyof S & string)[]
  const table = { [META]: { name, schema, names, capacity } } as unknown as Record<string, unknown>
  for (const key of names) table[key] = fresh(schema[key], capacity)
  // An agent may remember nothing: a table without columns has nothing to look up.
  if (names.length > 0) makeFast(table, names[0])
  return table as unknown as Table<S>
}

/**
 * Filled key by key, an object of many properties is a dictionary to V8, and each `world.subnets.x` a look-up of 5 ns.
 * A prototype that is read through becomes an ordinary object. Measured: a block of 128 subnets 0.4 of before.
 */
function makeFast(table: Record<string, unknown>, name: string): void {
  const child = Object.create(table) as Record<string, unknown>
  for (let i = 0; i < 64; i++) if (child[name] === undefined) throw new Error(`no column ${name}`)
}

function fresh(spec: Column, length: number): ArrayOf[Kind] {
  const array = make[spec.kind](length)
  return spec.initial === 0 ? array : array.fill(spec.initial)
}

/** A table of any schema. */
// biome-ignore lint/suspicious/noExplicitAny: a schema is invariant in its table; who reads names and bytes needs none
export type AnyTable = { readonly [META]: Meta<any> }

export const tableName = (table: AnyTable): string => table[META].name
export const capacityOf = (table: AnyTable): number => table[META].capacity
export const schemaOf = <S extends Schema>(table: Table<S>): S => table[META].schema
export const columnNames = (table: AnyTable): readonly string[] => table[META].names

/** Make room for at least `rows`; doubles, so that growth is rare. Only between blocks: it replaces the arrays. */
export function growTable<S extends Schema>(table: Table<S>, rows: number): void {
  const meta = table[META]
  if (rows <= meta.capacity) return
  const capacity = Math.max(rows, meta.capacity * 2)
  const columns = table as unknown as Record<string, ArrayOf[Kind]>
  for (const key of meta.names) {
    const wider = fresh(meta.schema[key], capacity)
    wider.set(columns[key])
    columns[key] = wider
  }
  meta.capacity = capacity
}

/** Give a row its initial values again. */
export function resetRow<S extends Schema>(table: Table<S>, row: number): void {
  const { names, schema } = table[META]
  const columns = table as unknown as Record<string, ArrayOf[Kind]>
  for (const key of names) columns[key][row] = schema[key].initial
}

export interface SavedTable {
  name: string
  capacity: number
  columns: Record<string, ArrayOf[Kind]>
}

export function saveTable(table: AnyTable): SavedTable {
  const { name, capacity, names } = table[META]
  const source = table as unknown as Record<string, ArrayOf[Kind]>
  const columns: Record<string, ArrayOf[Kind]> = {}
  for (const key of names) columns[key] = source[key].slice()
  return { name, capacity, columns }
}

/** Put saved columns into a table that was declared alike; arrays of the same length are kept and filled. */
export function restoreTable(table: AnyTable, saved: SavedTable): void {
  const meta = table[META]
  const target = table as unknown as Record<string, ArrayOf[Kind]>
  if (Object.keys(saved.columns).sort().join() !== meta.names.join())
    throw new Error(`the saved table "${saved.name}" has other columns than this program`)
  meta.capacity = saved.capacity
  for (const key of meta.names) {
    const column = saved.columns[key]
    if (column.length === target[key].length) target[key].set(column)
    else target[key] = column.slice()
  }
}
