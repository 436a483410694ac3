import { limbsValue } from '../numeric/limbs.js'
import { ROOT } from '../units.js'
import { type Columns, createTable, type Schema, type Table } from './columns.js'
import { createPairIndex, type PairIndex } from './pair-index.js'
import {
  coldkeyColumns,
  hotkeyColumns,
  neuronColumns,
  positionColumns,
  sharePoolColumns,
  subnetColumns,
} from './tables.js'

export interface WorldSize {
  /** Rows of the subnet table: one more than the largest netuid, root included. */
  subnets: number
  /** UIDs per subnet at most: the stride of the neuron table. */
  uids: number
  coldkeys: number
  hotkeys: number
  positions: number
}

/** The whole state of the chain at a block. Only the ledger changes amounts in it. */
export interface World {
  block: number
  readonly stride: number
  readonly subnets: Table<typeof subnetColumns>
  readonly neurons: Table<typeof neuronColumns>
  readonly coldkeys: Table<typeof coldkeyColumns>
  readonly hotkeys: Table<typeof hotkeyColumns>
  readonly sharePools: Table<typeof sharePoolColumns>
  readonly positions: Table<typeof positionColumns>
  /** Row counts of the tables that grow. */
  readonly count: { coldkeys: number; hotkeys: number; sharePools: number; positions: number }
  readonly poolIndex: PairIndex
  readonly positionIndex: PairIndex
  /** (netuid, hotkey) -> the last UID that the hotkey held there. */
  readonly uidIndex: PairIndex
  /** TAO issuance in two limbs: [high, low], and TAO in pools that does not count as issued yet (RAO; see ledger.ts). */
  readonly issuance: { high: Float64Array; low: Float64Array; uncounted: Float64Array }
  /** Totals since genesis, RAO: minted, recycled, and TAO held by no account that this model follows. */
  readonly totals: { minted: number; recycled: number; fees: number; blockEmission: number }
  /** Netuids that live, ascending, root and frozen ones left out. Replaced, never changed, when a subnet comes or goes. */
  netuids: Uint16Array
  /** The same with those that are frozen. */
  allNetuids: Uint16Array
  /** Columns that rules brought along, by their owner's declaration. */
  readonly attached: Map<Attachment<Schema>, Table<Schema>>
}

export function createWorld(size: WorldSize): World {
  const world: World = {
    block: 0,
    stride: size.uids,
    subnets: createTable('subnets', subnetColumns, size.subnets),
    neurons: createTable('neurons', neuronColumns, size.subnets * size.uids),
    coldkeys: createTable('coldkeys', coldkeyColumns, size.coldkeys),
    hotkeys: createTable('hotkeys', hotkeyColumns, size.hotkeys),
    sharePools: createTable('sharePools', sharePoolColumns, size.positions),
    positions: createTable('positions', positionColumns, size.positions),
    count: { coldkeys: 0, hotkeys: 0, sharePools: 0, positions: 0 },
    poolIndex: createPairIndex(size.positions),
    positionIndex: createPairIndex(size.positions),
    uidIndex: createPairIndex(size.subnets * size.uids),
    issuance: { high: new Float64Array(1), low: new Float64Array(1), uncounted: new Float64Array(1) },
    totals: { minted: 0, recycled: 0, fees: 0, blockEmission: 0 },
    netuids: new Uint16Array(0),
    allNetuids: new Uint16Array(0),
    attached: new Map(),
  }
  world.subnets.exists[ROOT] = 1
  world.subnets.movingPrice[ROOT] = 1
  return world
}

/** Read the lists of netuids anew from the `exists` and `frozen` columns. */
export function listNetuids(world: World): void {
  const { exists, frozen } = world.subnets
  const all: number[] = []
  for (let netuid = 1; netuid < exists.length; netuid++) if (exists[netuid]) all.push(netuid)
  world.allNetuids = Uint16Array.from(all)
  world.netuids = Uint16Array.from(all.filter((netuid) => !frozen[netuid]))
}

/** Columns that a rule owns, one row per netuid (`perSubnet`) or of its own length (`perRow`). */
export interface Attachment<S extends Schema> {
  readonly owner: string
  readonly schema: S
  /** The columns in this world; made at first use. */
  of(world: World): Columns<S>
  /** Whether they were made there. */
  isIn(world: World): boolean
}

export function perSubnet<S extends Schema>(owner: string, schema: S): Attachment<S> {
  return attach(owner, schema, (world) => world.subnets.exists.length)
}

/** One row for each slot of the neuron table: netuid * stride + uid. */
export function perNeuron<S extends Schema>(owner: string, schema: S): Attachment<S> {
  return attach(owner, schema, (world) => world.neurons.hotkey.length)
}

/** Columns of a fixed number of rows, for scalars and small tables that belong to a rule. */
export function perRow<S extends Schema>(owner: string, rows: number, schema: S): Attachment<S> {
  return attach(owner, schema, () => rows)
}

/** By owner: so that a saved table finds who keeps it. */
const declarations = new Map<string, Attachment<Schema>>()

/** The declaration of that owner, the last one if several bear the name. */
export const attachmentOf = (owner: string): Attachment<Schema> | undefined => declarations.get(owner)

function attach<S extends Schema>(owner: string, schema: S, rows: (world: World) => number): Attachment<S> {
  // The last world asked about: a map look-up costs more than many a rule.
  let lastWorld: World | null = null
  let lastTable: Columns<S> | null = null
  const declaration: Attachment<S> = {
    owner,
    schema,
    isIn: (world) => world.attached.has(declaration as unknown as Attachment<Schema>),
    of(world) {
      if (world === lastWorld) return lastTable as Columns<S>
      const key = declaration as unknown as Attachment<Schema>
      let table = world.attached.get(key)
      if (!table) {
        table = createTable(owner, schema as Schema, rows(world))
        world.attached.set(key, table)
      }
      lastWorld = world
      lastTable = table as unknown as Columns<S>
      return lastTable
    },
  }
  declarations.set(owner, declaration as unknown as Attachment<Schema>)
  return declaration
}

/** TAO issued and not recycled, RAO, rounded to a double. */
export const totalIssuance = (world: World): number =>
  limbsValue(world.issuance.high[0], world.issuance.low[0])

/** SubnetAlphaOut in RAO, rounded to a double. */
export const alphaOut = (world: World, netuid: number): number =>
  limbsValue(world.subnets.alphaOutHigh[netuid], world.subnets.alphaOutLow[netuid])

/** Alpha issuance of a subnet: SubnetAlphaIn + SubnetAlphaOut, RAO of alpha, rounded to a double. */
export const alphaIssuance = (world: World, netuid: number): number =>
  world.subnets.alphaReserve[netuid] + alphaOut(world, netuid)
