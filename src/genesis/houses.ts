import { isDistribution, quantile } from '../random/distributions.js'
import type { Stream, Streams } from '../random/streams.js'
import type { Cohort } from '../scenario/scenario.js'

/** The seats of a cohort, member by member: on which subnet, and number on it from 0. */
interface Seats {
  home: ArrayLike<number>
  place: ArrayLike<number>
}

/** Validator houses of a cohort: one coldkey and one hotkey each, on several subnets, with root stake that counts on all. */
export interface Houses {
  /** House of each member. */
  of: Int32Array
  /** Relative size on root of each house; none if it goes by what its members are on the subnets. */
  rootSize?: Float64Array
}

/**
 * Which house sits where, and how much of root each has.
 *
 * Without a number of houses the k-th seat of every subnet is house k. With one, each subnet has as many of them as it
 * has seats, drawn without return, each with the chance of its size on root: the subnet takes the houses of the highest
 *
 *   ln R_h - ln(-ln u_h)          R_h size on root, u_h uniform, one draw a house and subnet (Gumbel's trick)
 *
 * so that large houses are nearly everywhere, small ones here and there. Sizes on root are the middles of as many parts
 * of equal probability, so that root is as concentrated under every seed:
 *
 *   R_h = F^-1((h + 1/2) / H)     F the distribution `rootSpread`, H houses, h = 0 .. H - 1
 *
 * Source: own model. Weighted choice without return: Efraimidis and Spirakis, Inf. Proc. Letters 97 (2006).
 */
export function settleHouses(plan: Cohort, { home, place }: Seats, streams: Streams): Houses {
  const count = plan.houses ?? plan.count
  const { rootSpread } = plan.stake
  const rootSize = rootSpread === undefined ? undefined : evenly(rootSpread, count)
  if (plan.houses === undefined) return { of: Int32Array.from(place), rootSize }
  const of = new Int32Array(home.length)
  const present = new Map<number, number[]>()
  for (let m = 0; m < home.length; m++) {
    let list = present.get(home[m])
    if (!list) {
      list = choose(plan.count, count, rootSize, streams.make(`genesis/${plan.id}/houses/${home[m]}`))
      present.set(home[m], list)
    }
    of[m] = list[place[m]]
  }
  return { of, rootSize }
}

/** The middle of each of n parts of equal probability. */
function evenly(value: unknown, n: number): Float64Array {
  const size = (_: unknown, k: number) =>
    isDistribution(value) ? quantile(value, (k + 0.5) / n) : Number(value)
  return Float64Array.from({ length: n }, size)
}

/** `seats` of `count` houses, in their order. */
function choose(seats: number, count: number, size: Float64Array | undefined, stream: Stream): number[] {
  const score = Array.from({ length: count }, (_, h) => {
    const gumbel = -Math.log(-Math.log(Math.max(stream.uniform(), 2 ** -53)))
    return (size ? Math.log(size[h]) : 0) + gumbel
  })
  const order = score.map((_, h) => h).sort((a, b) => score[b] - score[a] || a - b)
  return order.slice(0, seats).sort((a, b) => a - b)
}
