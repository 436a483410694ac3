import { fromBits64 } from '../../emission/exact/fixed.js'
import { exactFlowEma, exactFlowShares } from '../../emission/exact/flow.js'
import { exactBurnShares, exactPriceShares } from '../../emission/exact/price-shares.js'
import { shareRules } from '../../emission/index.js'
import { seedOf } from '../../emission/shares/flow-ema.js'
import { flowMemory, smoothUserFlow } from '../../emission/shares/flow-memory.js'
import { netFlows, normFactor } from '../../emission/shares/net-flow.js'
import { flowShares, lowerLimit } from '../../emission/shares/proportional.js'
import { applyEmissionSwitch, blockShares, subnetEmission } from '../../emission/switch.js'
import type { Hold, Mode, Runner, Vector } from '../hold.js'
import { params, put, rows, smallWorld } from './small-world.js'

/** Shares of a price rule on given prices and withheld parts, by the call of the block loop. */
function sharesBy(
  id: string,
  prices: ArrayLike<number | string>,
  burned: ArrayLike<number | string>,
): number[] {
  const { world, emitting, count, out, spot } = smallWorld(prices.length)
  put(world.subnets.movingPrice, prices)
  put(world.subnets.minerBurned, burned)
  blockShares(shareRules.get(id), world, emitting, count, params({}), out, spot)
  return rows(out, count)
}

const none = (n: number): number[] => new Array(n).fill(0)
const smoothingOf = (bits: string): number => Number(bits) / 2 ** 63

/** Bounds of the file: 1e-5 with exponent 1, else the chain's own power function is good to 2e-3 only. */
const shareBound = (exponent: number): number => (exponent === 1 ? 1e-5 : 2e-3)

function runFlowShares(vector: Vector, hold: Hold, mode: Mode): void {
  const { expect, blocks, normExponent } = vector
  if (mode === 'exact') {
    const twin = exactFlowShares(vector.regime, blocks, {
      smoothing: BigInt(vector.smoothingFactorI64),
      cutoff: vector.flowCutoffRao,
      exponent: normExponent,
    })
    hold.own('userFlowEmaRao', expect.userFlowEmaRao, twin.user)
    hold.own('protocolFlowEmaRao', expect.protocolFlowEmaRao, twin.protocol)
    hold.own('shares', expect.shares, twin.shares)
    return
  }
  const n = expect.shares.length
  const { world, emitting, count, out, spot } = smallWorld(n)
  const rule = shareRules.get(vector.regime === 'flow' ? 'flow-ema' : 'net-flow')
  const era = params({
    flowSmoothing: smoothingOf(vector.smoothingFactorI64),
    flowCutoff: vector.flowCutoffRao,
    flowExponent: normExponent,
  })
  rule.enter(world, null, era)
  for (const block of blocks) {
    world.block++
    put(world.subnets.userFlow, block.userFlowRao)
    put(world.subnets.protocolFlow, block.protocolFlowRao)
    blockShares(rule, world, emitting, count, era, out, spot)
  }
  const memory = flowMemory.of(world)
  hold.rao('userFlowEmaRao', expect.userFlowEmaRao, rows(memory.userEma, n))
  // the file states the protocol's average for both regimes; the flow rule does not keep one
  if (vector.regime === 'net-flow')
    hold.rao('protocolFlowEmaRao', expect.protocolFlowEmaRao, rows(memory.protocolEma, n))
  hold.real('shares', expect.shares, rows(out, n), 1, shareBound(normExponent))
}

/** n steps of the average by the loop's call, with flows that repeat. */
function averageAfter(
  start: number,
  flows: ArrayLike<number | string>,
  smoothing: number,
  updates: number,
): number {
  const { world, emitting, count } = smallWorld(1)
  const { userEma } = flowMemory.of(world)
  userEma[1] = start
  for (let n = 0; n < updates; n++) {
    world.subnets.userFlow[1] = Number(flows[n % flows.length])
    smoothUserFlow(world, emitting, count, params({ flowSmoothing: smoothing }))
  }
  return userEma[1]
}

function runAverage({ inputs, expected }: Vector, hold: Hold, mode: Mode): void {
  const flows: string[] = inputs.flows_rao_repeating ?? [inputs.block_flow_rao]
  if (mode === 'exact') {
    const start = BigInt(inputs.ema_prev_rao) << 64n
    const bits = exactFlowEma(
      start,
      flows.map(BigInt),
      BigInt(inputs.smoothing_factor_i64norm),
      inputs.updates,
    )
    if (expected.ema_bits_2p64) hold.equal('ema_bits_2p64', expected.ema_bits_2p64, bits)
    hold.own('ema_rao', expected.ema_rao, fromBits64(bits))
    return
  }
  const smoothing = smoothingOf(inputs.smoothing_factor_i64norm)
  hold.rao(
    'ema_rao',
    expected.ema_rao,
    averageAfter(Number(inputs.ema_prev_rao), flows, smoothing, inputs.updates),
    1e-9,
    0,
  )
}

function runStaticFlow({ inputs, expected }: Vector, hold: Hold): void {
  const user: string[] = inputs.ema_flows_rao ?? inputs.user_ema_rao
  const protocol: string[] = inputs.protocol_ema_rao ?? none(user.length)
  const { emitting, count, out } = smallWorld(user.length)
  const [flow, cost, net] = [out.slice(), out.slice(), out.slice()]
  put(flow, user)
  put(cost, protocol)
  const enabled = inputs.net_tao_flow_enabled ?? false
  netFlows(emitting, count, flow, cost, enabled, net)
  const era = params({ flowCutoff: Number(inputs.cutoff_rao), flowExponent: Number(inputs.exponent_p) })
  flowShares(emitting, count, net, era, out)
  const shares = rows(out, count)
  hold.own('lower_limit_rao', expected.lower_limit_rao, lowerLimit(emitting, count, net, era.flowCutoff))
  hold.own('shares', expected.shares, shares)
  if (expected.net_flows_rao) hold.own('net_flows_rao', expected.net_flows_rao, rows(net, count))
  if (expected.norm_factor) {
    hold.own('norm_factor', expected.norm_factor, enabled ? normFactor(emitting, count, flow, cost) : 0)
    hold.equal('eligible_count', expected.eligible_count, shares.filter((share) => share > 0).length)
  }
}

export const shareRunners: Runner[] = [
  { kinds: ['flowShares'], run: runFlowShares },
  { kinds: ['flow_ema_update', 'flow_ema_series'], run: runAverage },
  { kinds: ['flow_shares', 'net_flow_shares'], run: runStaticFlow },
  {
    kinds: ['flow_ema_init'],
    run({ inputs, expected }, hold) {
      hold.own(
        'ema_rao',
        expected.ema_rao,
        seedOf(Number(inputs.moving_price), Number(inputs.spot_price), 1e9),
      )
    },
  },
  {
    kinds: ['priceShares'],
    run({ movingPrice, minerBurned, expect }, hold, mode) {
      const n = movingPrice.length
      const exact = mode === 'exact'
      hold.real(
        'priceEmaShares',
        expect.priceEmaShares,
        exact ? exactPriceShares(movingPrice) : sharesBy('price-ema', movingPrice, none(n)),
      )
      hold.real(
        'priceBurnShares',
        expect.priceBurnShares,
        exact ? exactBurnShares(movingPrice, minerBurned) : sharesBy('price-burn', movingPrice, minerBurned),
      )
    },
  },
  {
    kinds: ['emission_shares'],
    run({ inputs, expected }, hold) {
      const prices = inputs.moving_prices
      hold.own('shares', expected.shares, sharesBy('price-ema', prices, none(prices.length)))
    },
  },
  {
    kinds: ['price_burn_shares'],
    run({ regime, inputs, expected }, hold) {
      const prices = inputs.moving_prices
      const { world, emitting, count, out, spot } = smallWorld(prices.length)
      put(world.subnets.movingPrice, prices)
      put(world.subnets.minerBurned, inputs.miner_burned)
      put(world.subnets.rootProportion, inputs.root_proportion ?? [])
      const rule = shareRules.get(regime === 'price-burn' ? 'price-burn' : 'price-root-burn')
      blockShares(rule, world, emitting, count, params({}), out, spot)
      hold.own('shares', expected.shares, rows(out, count))
    },
  },
  {
    kinds: ['emission_enabled_redistribution'],
    run({ inputs, expected }, hold) {
      const { world, emitting, count, out } = smallWorld(inputs.shares.length)
      put(out, inputs.shares)
      put(world.subnets.emissionEnabled, inputs.emission_enabled)
      applyEmissionSwitch(world, emitting, count, out)
      const emission = rows(out, count).map((share) =>
        subnetEmission(Number(inputs.block_emission_rao), share),
      )
      hold.rao('tao_emission_rao', expected.tao_emission_rao, emission, 0, 0)
    },
  },
]
