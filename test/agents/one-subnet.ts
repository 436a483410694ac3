import type { Beginning } from '../../src/genesis.js'
import { type Member, type SmallWorld, smallWorld } from './small-world.js'

/** One synthetic subnet with UIDs and consensus in full, open weights, and these agents on it. */
export const oneSubnet = (members: readonly Member[], options: SmallWorld = {}): Beginning =>
  smallWorld(members, {
    subnets: 1,
    resolution: 'neurons',
    uids: 128,
    ...options,
    network: { commitReveal: false, ...options.network },
  })

export const TEMPO = 360
export const DAY = 7_200

/** Parameters of a miner that neither sells nor leaves, with a quality that stands still. */
export const still = { period: TEMPO, patience: 1e12, sold: 0, outside: 0, persistence: 1, innovation: 0 }

/** The only subnet. */
export const netuidOf = ({ world }: Beginning): number => world.netuids[0]

/** UIDs of a cohort's members, -1 for those without. */
export function uidsOf(beginning: Beginning, cohort: number): number[] {
  const { chain, cohorts } = beginning.society
  const netuid = netuidOf(beginning)
  const seats = Array.from({ length: chain.neuronCount(netuid) }, (_, uid) => chain.hotkeyAt(netuid, uid))
  return [...cohorts[cohort].hotkey].map((hotkey) => seats.indexOf(hotkey))
}

type Figure = 'incentive' | 'dividends' | 'stakeWeight' | 'validatorTrust' | 'consensus'

/** What a cohort has together, by the last epoch. */
export function sumOf(beginning: Beginning, cohort: number, figure: Figure): number {
  const { chain } = beginning.society
  const held = uidsOf(beginning, cohort).filter((uid) => uid >= 0)
  return held.reduce((sum, uid) => sum + chain[figure](netuidOf(beginning), uid), 0)
}

/** A column of a cohort's memory. */
export const memoryOf = ({ society }: Beginning, cohort: number, name: string): Float64Array =>
  society.cohorts[cohort].memory.column(name)

/** Alpha of a cohort's member on the only subnet, RAO. */
export function alphaOf(beginning: Beginning, cohort: number, member = 0): number {
  const { world, society } = beginning
  const { coldkey } = society.cohorts[cohort]
  let sum = 0
  for (let p = world.coldkeys.firstPosition[coldkey[member]]; p >= 0; p = world.positions.nextOfColdkey[p]) {
    const pool = world.positions.pool[p]
    if (world.sharePools.netuid[pool] !== netuidOf(beginning)) continue
    sum += (world.sharePools.total[pool] * world.positions.shares[p]) / world.sharePools.denominator[pool]
  }
  return sum
}
