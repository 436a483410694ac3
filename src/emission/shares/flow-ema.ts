import type { World } from '../../state/world.js'
import { RAO_PER_TAO } from '../../units.js'
import type { EmissionParams, Shares } from '../emission.js'
import { enterUserFlow, flowMemory, forgetFlow, restartUserFlow, smoothUserFlow } from './flow-memory.js'
import { flowShares } from './proportional.js'

const source = 'pallets/subtensor/src/coinbase/subnet_emissions.rs, get_ema_flow, get_shares_flow'

/**
 * Shares by smoothed user flow:   S' = (1 - f) S + f F,  share from max(S - L, 0)^p  (proportional.ts, flowShares)
 *
 * F  user TAO in minus out since the last block, RAO        f  3.209e-6 per block: half-life 216,000 blocks, 30 days
 * S starts at 0. In force from November 2025 to May 2026 (E5b to E6).
 *
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_shares_flow, v3.2.15-348
 */
export const flowEma: Shares = {
  id: 'flow-ema',
  byFlow: true,
  summary: 'Share by the 30-day average of user TAO flowing in minus out; an outflow earns nothing',
  source: `${source}, v3.2.15-348`,
  status: 'retired',
  shares(world, emitting, count, params, out) {
    flowShares(emitting, count, smoothUserFlow(world, emitting, count, params), params, out)
  },
  enter(world, previous) {
    // v3.2.15 began again from 0 after the eras below, whose averages held their seed
    if (previous !== null && seeded.has(previous.id)) restartUserFlow(world)
    else enterUserFlow(world, previous)
  },
  forget: forgetFlow,
}

/**
 * First average of a subnet in the first flow releases:   S = scale x min(moving price, spot price)
 *
 * @param scale  RAO per TAO of price: 1 in v3.2.10 (a price taken for RAO, so about 0), 10^9 from v3.2.11 to v3.2.14
 * Source: pallets/subtensor/src/coinbase/subnet_emissions.rs, get_ema_flow, v3.2.10-334 and v3.2.11-338
 */
export const seedOf = (movingPrice: number, spotPrice: number, scale: number): number =>
  scale * Math.min(movingPrice, spotPrice)

/** A flow rule that starts an average from the price; the block's flow stays for the next block then. */
function seededFlow(id: string, scale: number, summary: string, tag: string): Shares {
  return {
    id,
    byFlow: true,
    summary,
    source: `${source}, ${tag}`,
    status: 'retired',
    shares(world, emitting, count, params, out, spot) {
      smoothOrSeed(world, emitting, count, params, spot, scale)
      flowShares(emitting, count, flowMemory.of(world).userEma, params, out)
    },
    // each of the two releases wiped the averages before it
    enter(world, previous) {
      if (previous !== null) restartUserFlow(world)
    },
    forget: forgetFlow,
  }
}

const one = new Uint16Array(1)

function smoothOrSeed(
  world: World,
  emitting: Uint16Array,
  count: number,
  params: EmissionParams,
  spot: Float64Array,
  scale: number,
): void {
  const { userEma, started } = flowMemory.of(world)
  for (let k = 0; k < count; k++) {
    const i = emitting[k]
    one[0] = i
    if (started[i]) smoothUserFlow(world, one, 1, params)
    else {
      userEma[i] = seedOf(world.subnets.movingPrice[i], spot[i], scale)
      started[i] = 1
    }
  }
}

/** The first flow release: a price of some thousandths stands where RAO are meant, so everyone starts near 0 (E4). */
export const flowEmaPriceSeed = seededFlow(
  'flow-ema-price-seed',
  1,
  'As flow-ema; an average starts at the price in TAO, taken for RAO by mistake',
  'v3.2.10-334',
)

/** Its correction within the day: the price in RAO (E4a to E5a). */
export const flowEmaRaoSeed = seededFlow(
  'flow-ema-rao-seed',
  RAO_PER_TAO,
  'As flow-ema; an average starts at the price of one alpha in RAO',
  'v3.2.11-338',
)

const seeded = new Set([flowEmaPriceSeed.id, flowEmaRaoSeed.id])
