import { DataError } from '../errors.js'
import { TWO_32 } from '../units.js'
import { type CsvRow, readCsv } from './csv.js'
import type { SnapshotSubnet } from './snapshot.js'

/** A file of the data folder, read by whoever can read files. */
export interface DataFile {
  readonly name: string
  readonly text: string
  /** Of its bytes, hexadecimal. */
  readonly sha256: string
}

/** What the files say of one subnet at one block: some columns, and helpers that are no column of a snapshot. */
export interface Sighting extends Partial<Omit<SnapshotSubnet, 'netuid'>> {
  /** Alpha in the pool and outside it. */
  alphaIssuedRao?: number
  /** Spot price as published, TAO per alpha. */
  spotPrice?: number
}

/** All that is known of the network's subnets at one block. */
export interface Capture {
  readonly block: number
  readonly subnets: ReadonlyMap<number, Sighting>
}

/** The files, by what they hold. */
export const dataFiles = {
  april: 'subnet_snapshot_2026-04-11.csv',
  july: 'subnet_emission_block_8740402.csv',
  reserves: 'subnet_reserves_2026q3.csv',
  august: 'subnet_state_block_8968186.csv',
  september: 'subnet_state_block_9184186.csv',
  october: 'subnet_emission_block_9240382.csv',
  derived: 'subnet_registration_derived.csv',
} as const

/** Blocks of the captures; data/README.md says how that of April was found. */
export const captureBlocks = {
  april: 7_946_985,
  july: 8_740_402,
  augustReserves: 8_753_086,
  august: 8_968_186,
  september: 9_184_186,
  october: 9_240_382,
} as const

/** Every capture in the data folder, ascending by block. @throws DataError if a file is missing or malformed */
export function readCaptures(files: readonly DataFile[]): Capture[] {
  const found = new Map<number, Map<number, Sighting>>()
  const add = (block: number, key: keyof typeof dataFiles, read: (row: CsvRow) => Sighting) => {
    const subnets = found.get(block) ?? new Map<number, Sighting>()
    found.set(block, subnets)
    for (const row of rowsOf(files, dataFiles[key])) {
      const netuid = row.whole('netuid')
      if (!netuid || (key === 'reserves' && row.whole('block') !== block)) continue
      subnets.set(netuid, { ...subnets.get(netuid), ...known(read(row)) })
    }
  }
  add(captureBlocks.april, 'april', april)
  add(captureBlocks.july, 'july', july)
  add(captureBlocks.augustReserves, 'reserves', reserves)
  add(captureBlocks.august, 'august', state)
  add(captureBlocks.september, 'reserves', reserves)
  add(captureBlocks.september, 'september', state)
  add(captureBlocks.october, 'october', october)
  add(captureBlocks.october, 'derived', registration)
  return [...found].sort(([a], [b]) => a - b).map(([block, subnets]) => ({ block, subnets }))
}

/** TAO staked on root in April, RAO. */
export const aprilRootTao = (files: readonly DataFile[]): number => {
  const root = rowsOf(files, dataFiles.april).find((row) => row.whole('netuid') === 0)
  return root?.rao('tau_in') ?? 0
}

function rowsOf(files: readonly DataFile[], name: string): CsvRow[] {
  const file = files.find((candidate) => candidate.name === name)
  if (!file) throw new DataError(name, 'is missing')
  return readCsv(name, file.text)
}

/** Without the columns that a row leaves empty. */
const known = (sighting: Sighting): Sighting =>
  Object.fromEntries(Object.entries(sighting).filter(([, value]) => value !== undefined))

const bits = (price: number | undefined) => (price === undefined ? undefined : Math.floor(price * TWO_32))

function april(row: CsvRow): Sighting {
  const movingPrice = row.number('moving_price')
  return {
    registeredAtBlock: row.whole('registered_at_block'),
    // A subnet without a moving price had not been started.
    started: movingPrice !== undefined,
    movingPriceBits: bits(movingPrice) ?? 0,
    spotPrice: row.number('price_tao'),
    taoReserveRao: row.rao('tau_in'),
    alphaReserveRao: row.rao('alpha_in'),
    alphaOutRao: row.rao('alpha_out'),
    volumeRao: row.rao('subnet_volume'),
    burnRao: row.rao('reg_cost_tao'),
    immunityPeriod: row.whole('immunity_period'),
    tempo: row.whole('tempo'),
  }
}

function july(row: CsvRow): Sighting {
  const firstEmissionBlock = row.whole('first_emission_block')
  return {
    movingPriceBits: bits(row.number('moving_price')),
    minerBurned: row.number('miner_burned'),
    emissionEnabled: row.flag('emission_enabled'),
    firstEmissionBlock: firstEmissionBlock ?? 0,
    started: firstEmissionBlock !== undefined,
    subtokenEnabled: row.flag('subtoken_enabled'),
    registrationAllowed: row.flag('registration_allowed'),
  }
}

function reserves(row: CsvRow): Sighting {
  return {
    taoReserveRao: row.rao('tao_in'),
    alphaReserveRao: row.rao('alpha_in'),
    minerBurned: row.number('miner_burned_share'),
    emissionEnabled: row.flag('emission_enabled'),
    burnRao: row.rao('neuron_reg_cost_tao'),
  }
}

function state(row: CsvRow): Sighting {
  const firstEmissionBlock = row.whole('first_emission_block')
  return {
    ...registration(row),
    started: firstEmissionBlock !== undefined,
    tempo: row.whole('tempo'),
    alphaIssuedRao: row.rao('alpha_issued'),
    protocolAlphaRao: row.rao('alpha_protocol_owned'),
    burnedAlphaRao: row.rao('alpha_burned'),
    ownerAlphaShare: row.number('owner_alpha_share_issued'),
    validators: row.whole('validators'),
    validatorStakeHhi: row.number('validator_stake_hhi'),
    commitReveal: row.flag('commit_reveal_on'),
    yuma3: row.flag('yuma3_on'),
    liquidAlpha: row.flag('liquid_alpha_on'),
    maxUids: row.whole('max_uids'),
    uids: row.whole('uids_registered'),
  }
}

function october(row: CsvRow): Sighting {
  return {
    movingPriceBits: row.whole('moving_price_bits32'),
    minerBurned: row.number('miner_burned_bits32')! / TWO_32,
    emissionEnabled: row.flag('emission_enabled'),
    started: row.flag('eligible'),
    taoReserveRao: row.whole('tao_in_rao'),
    alphaReserveRao: row.whole('alpha_in_rao'),
    alphaOutRao: row.whole('alpha_out_rao'),
    quoteWeight: row.number('quote_weight_1e18')! / 1e18,
  }
}

function registration(row: CsvRow): Sighting {
  return {
    registeredAtBlock: row.whole('registered_block'),
    firstEmissionBlock: row.whole('first_emission_block') ?? 0,
  }
}
