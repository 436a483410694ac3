import { InvariantError } from '../errors.js'
import { limbsExact } from '../numeric/limbs.js'
import { ROOT } from '../units.js'
import { alphaOut, type World } from './world.js'

/**
 * The laws of conservation, summed exactly. Not for every block of a long run: a cadence is set by the scenario.
 *
 *   issuance + uncounted = sum of free TAO + sum over subnets of (pool + reservoir + pending root TAO)         law 1
 *   alpha_out(n) = sum of share pools + pending + root alpha + protocol + burned                               law 8
 *
 * Both hold to the RAO: what the chain loses to rounding is booked as burned here, never lost.
 */
export function auditWorld(world: World): void {
  auditTao(world)
  auditAlpha(world)
}

export function auditTao(world: World): void {
  const { coldkeys, subnets, count } = world
  let held = 0n
  for (let i = 0; i < count.coldkeys; i++) held += whole(world, coldkeys.free[i], 'coldkeys.free', i)
  for (let n = 0; n < subnets.exists.length; n++) {
    held += whole(world, subnets.taoReserve[n], 'subnets.taoReserve', n)
    held += whole(world, subnets.taoReservoir[n], 'subnets.taoReservoir', n)
    held += whole(world, subnets.pendingRootTao[n], 'subnets.pendingRootTao', n)
  }
  const { high, low, uncounted } = world.issuance
  const issued = limbsExact(high[0], low[0]) + whole(world, uncounted[0], 'issuance.uncounted', 0)
  if (held !== issued) {
    throw new InvariantError(
      `TAO held ${held} RAO, issued ${issued} RAO: ${held - issued} apart`,
      world.block,
      'issuance',
      0,
    )
  }
}

export function auditAlpha(world: World): void {
  const { subnets, sharePools, count } = world
  const staked = new Array<bigint>(subnets.exists.length).fill(0n)
  for (let p = 0; p < count.sharePools; p++) {
    staked[sharePools.netuid[p]] += whole(world, sharePools.total[p], 'sharePools.total', p)
  }
  for (let n = 0; n < subnets.exists.length; n++) {
    if (!subnets.exists[n]) {
      auditFreed(world, n, staked[n])
      continue
    }
    if (n === ROOT) {
      if (staked[ROOT] !== BigInt(subnets.taoReserve[ROOT])) {
        const apart = `root stakes ${staked[ROOT]} RAO, root TAO ${subnets.taoReserve[ROOT]} RAO`
        throw new InvariantError(apart, world.block, 'subnets.taoReserve', ROOT)
      }
      continue
    }
    let booked = staked[n]
    for (const column of ALPHA_HELD) booked += whole(world, subnets[column][n], `subnets.${column}`, n)
    const out = limbsExact(subnets.alphaOutHigh[n], subnets.alphaOutLow[n])
    if (booked !== out) {
      const parts = `alpha booked ${booked}, alpha out ${out}: ${booked - out} apart`
      throw new InvariantError(parts, world.block, 'subnets.alphaOut', n)
    }
    whole(world, alphaOut(world, n), 'subnets.alphaOut', n)
  }
}

/** Law 12: where no subnet is, nothing is held. */
function auditFreed(world: World, n: number, staked: bigint): void {
  const { subnets } = world
  const left =
    Number(staked) +
    subnets.taoReserve[n] +
    subnets.taoReservoir[n] +
    subnets.alphaReserve[n] +
    Math.abs(alphaOut(world, n))
  if (left !== 0)
    throw new InvariantError('no subnet, but something is held there', world.block, 'subnets', n)
}

const ALPHA_HELD = [
  'pendingServer',
  'pendingValidator',
  'pendingRoot',
  'pendingOwnerCut',
  'rootAlpha',
  'protocolAlpha',
  'burnedAlpha',
] as const

/** The amount as an exact integer. @throws InvariantError if it is negative, fractional or past 2^53 */
function whole(world: World, amount: number, table: string, row: number): bigint {
  if (
    !(amount >= 0 && Number.isInteger(amount)) ||
    (amount > Number.MAX_SAFE_INTEGER && !table.endsWith('alphaOut'))
  ) {
    throw new InvariantError(`${amount} is no whole amount of RAO`, world.block, table, row)
  }
  return BigInt(amount)
}
