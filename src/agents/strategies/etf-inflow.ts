import type { ChainView } from '../../chain/view.js'
import { blocks, fraction, usd } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { BLOCKS_PER_DAY, RAO_PER_TAO, ROOT } from '../../units.js'
import type { Desk } from '../desk.js'
import { defineStrategy, type Me, slots } from '../strategy.js'

/** Days over which the return of TAO is looked at. */
const WEEK = 7

const params = {
  launch: blocks('0 days', 't_L: time from the start at which the product is launched'),
  mean: usd('500000 USD', 'mean net creation a day'),
  persistence: fraction('50%', 'phi_E: part of a deviation from the mean that is left after a day'),
  chase: usd(
    '5000000 USD',
    'beta_E: creation a day for a rise of the TAO price by one in logarithms over 7 days',
  ),
  noise: usd('500000 USD', 'sigma_E: standard deviation of a shock to creations'),
  burst: usd('20000000 USD', 'B: creations of the launch in all'),
  burstHalfLife: blocks('10 days', 'half-life of the burst', { min: 1 }),
  staked: fraction('0%', 'part of the TAO held that is staked on root'),
  redeemAt: blocks('0 days', 'time from the start at which a wave of redemptions begins; 0: none'),
  redeemed: fraction('30%', 'part of the TAO held that the wave takes'),
  redeemOver: blocks('3 days', 'how long the wave lasts, in whole days rounded up', { min: 1 }),
}
const memory = {
  flow: f64('USD/day', 'net creation of the last day, the burst and the wave not counted'),
  held: f64('RAO', 'TAO held for the shares outstanding'),
  wave: f64('RAO', 'TAO held when the wave of redemptions began; 0 before'),
  days: f64('count', 'looks so far'),
  logPrice: slots(WEEK, f64('ln USD/TAO', 'logarithm of the TAO price, day by day')),
}
type Fund = Me<typeof params, typeof memory>

/**
 * An exchange-traded product that holds TAO: creations buy TAO outside the chain, redemptions sell it.
 *
 *   Phi' = m + phi (Phi - m) + b r + s e                        USD a day, e ~ N(0, 1)
 *   burst   B (1 - 2^(-1 d / h)) 2^(-t / h)                     USD on day t since the launch
 *   trade   (Phi + burst) / P                                   TAO; a redemption is at most what is held
 *
 * r change of ln P over the last seven days, P TAO price (USD), h half-life. Part of what is held stands on root, as in
 * the European staked product; the American grantor trust stakes nothing. A wave of redemptions takes a part of the
 * holdings in equal daily pieces.
 *
 * Choices of reading: Phi starts at its mean; B is the whole burst, not its first day. TAO bought outside moves the TAO
 * price alone; what is staked comes out of the agent's own free TAO, so its `capital` stands for the TAO that the market
 * can deliver, and is the most that is staked.
 * Source: A23 of the catalogue (own assumptions; anchors are press reports of the filings of 2025).
 */
export const etfInflow = defineStrategy({
  id: 'etf-inflow',
  summary: 'Creations and redemptions of a listed product: buys and sells TAO outside, may stake it on root.',
  source: 'own model (A23)',
  role: 'demand',
  code: 'A23',
  params,
  memory,
  start(me, _chain, outside) {
    me.memory.flow = me.params.mean
    for (let k = 0; k < WEEK; k++) me.memory.logPrice.set(k, Math.log(outside.taoUsd))
  },
  withoutCapital: ({ staked }) =>
    staked === 0 ? undefined : 'nothing is staked: what stands on root comes out of the capital',
  wake: () => BLOCKS_PER_DAY,
  decide(me, chain, desk, outside) {
    const { memory, params } = me
    const price = outside.taoUsd
    const slot = memory.days % WEEK
    const rise = Math.log(price) - memory.logPrice.get(slot)
    memory.logPrice.set(slot, Math.log(price))
    memory.days++
    const shock = params.noise * me.random('creation').normal()
    const since = chain.block - chain.startBlock - params.launch
    if (since < 0) return
    memory.flow = params.mean + params.persistence * (memory.flow - params.mean) + params.chase * rise + shock
    const decay = 2 ** (-BLOCKS_PER_DAY / params.burstHalfLife)
    const day = Math.floor(since / BLOCKS_PER_DAY)
    const dollars = memory.flow + params.burst * (1 - decay) * decay ** day
    const wanted = (dollars / price) * RAO_PER_TAO - waveOf(me, chain)
    const tao = Math.floor(Math.max(wanted, -memory.held))
    memory.held += tao
    if (tao > 0) desk.buyOutside(tao)
    else if (tao < 0) desk.sellOutside(-tao)
    stake(me, chain, desk)
  },
})

/** TAO that the wave of redemptions takes today, RAO. */
function waveOf({ memory, params }: Fund, chain: ChainView): number {
  const since = chain.block - chain.startBlock - params.redeemAt
  // It looks once a day, so a wave has as many pieces as days begin in it: one of six hours has one.
  const pieces = Math.ceil(params.redeemOver / BLOCKS_PER_DAY)
  if (params.redeemAt === 0 || since < 0 || since >= pieces * BLOCKS_PER_DAY) return 0
  if (memory.wave === 0) memory.wave = memory.held
  return params.redeemed * memory.wave * (1 / pieces)
}

/** Bring root stake to the part of the holdings that is staked. */
function stake(me: Fund, chain: ChainView, desk: Desk): void {
  const hotkey = me.hotkeyOn(ROOT)
  const now = me.stake(ROOT)
  const wanted = me.params.staked * me.memory.held
  if (wanted > now) {
    const tao = Math.min(wanted - now, me.free)
    if (tao > chain.minStake) desk.stakeRoot(hotkey, tao)
  } else if (now - wanted > chain.minStake) desk.unstakeRoot(hotkey, now - wanted)
}
