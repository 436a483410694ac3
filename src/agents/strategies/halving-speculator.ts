import { blocks, fraction, number, perDay } from '../../fields.js'
import { f64 } from '../../state/columns.js'
import { defineStrategy } from '../strategy.js'

/**
 * Buys TAO outside the chain in the weeks before a halving and sells all of it in the week after.
 *
 *   buys    c beta_h hype ADV dt               TAO, while 0 < blocks to the halving <= lead
 *   sells   what was bought, evenly            from `rest` to `rest + sale` after it
 *
 * c capital a day as part of ADV, the TAO traded a day outside (RAO); hype the mood, 1 by default, which may be a curve
 * over time; dt blocks since the last look. The halving follows issuance: its time is expected from what a block emits
 * now (ChainView.blocksToHalving), so recycled TAO moves it away and purchases go on.
 *
 * Only the TAO price moves; what it holds is booked in memory, as no account on the chain is touched.
 * Choices of reading: it has seen the halving once a block emits less than when it last looked; a second halving before
 * all is sold starts the sale anew.
 * Source: A28 of the catalogue (own assumptions); the fall of 20 to 22 % after 2025-12-14 is its point of reference.
 */
export const halvingSpeculator = defineStrategy({
  id: 'halving-speculator',
  summary: 'Buys TAO outside before a halving and sells it in the week after.',
  source: 'own model (A28)',
  role: 'demand',
  code: 'A28',
  params: {
    period: blocks('360 blocks', 'time between two trades', { min: 1 }),
    lead: blocks('60 days', 'time before the expected halving from which it buys'),
    rest: blocks('1 day', 'time after the halving before it sells'),
    sale: blocks('6 days', 'time over which it sells', { min: 1 }),
    capital: perDay('2 % / day', 'c: TAO bought a day, as part of the daily volume outside the chain'),
    intensity: number(1, '-', 'beta_h', { min: 0, max: 1000 }),
    hype: number(1, '-', 'mood: factor on purchases, may be a curve', { min: 0, max: 1000 }),
    kept: fraction('0%', 'part of the purchases that is never sold'),
  },
  memory: {
    held: f64('RAO', 'TAO held'),
    toSell: f64('RAO', 'TAO held when the halving came, less what is kept'),
    halvedAt: f64('block', 'block at which the halving was seen, 0 for none'),
    emission: f64('RAO/block', 'TAO minted a block at the last look'),
    seen: f64('block', 'block of the last look'),
  },
  start(me, chain) {
    me.memory.seen = chain.block
    me.memory.emission = chain.blockEmission
  },
  withoutCapital: () => undefined,
  wake: (me) => me.params.period,
  decide(me, chain, desk, outside) {
    const { memory, params } = me
    const from = memory.seen
    memory.seen = chain.block
    if (chain.blockEmission < memory.emission) {
      memory.halvedAt = chain.block
      memory.toSell = (1 - params.kept) * memory.held
    }
    memory.emission = chain.blockEmission
    if (memory.halvedAt > 0) {
      const begins = memory.halvedAt + params.rest
      const ends = begins + params.sale
      const span = Math.min(chain.block, ends) - Math.max(from, begins)
      const last = chain.block >= ends
      const share = last
        ? memory.toSell
        : (memory.toSell * Math.max(0, span)) / Math.max(1, ends - Math.max(from, begins))
      const tao = Math.floor(Math.min(memory.held, share))
      if (tao > 0) desk.sellOutside(tao)
      memory.held -= tao
      memory.toSell -= tao
      if (last) memory.halvedAt = 0
      return
    }
    if (chain.blocksToHalving > params.lead) return
    const pace = params.capital * params.intensity * params.hype * outside.params.dailyVolume
    const tao = Math.floor(pace * (chain.block - from))
    if (tao > 0) desk.buyOutside(tao)
    memory.held += tao
  },
})
