import { isConcentrated } from '../../src/market/concentrated.js'
import { addPosition, poolColumns } from '../../src/market/concentrated-positions.js'
import { markets } from '../../src/market/index.js'
import { Injection, type Market } from '../../src/market/market.js'
import { marketContract } from './market.js'

for (const market of markets.all) if (market.id !== 'stable') marketContract(market)

/** Ranges of users, in ticks from the price: below, around and above it, and side by side. */
const ranges = [
  [-5_000, -900],
  [-2_000, 2_500],
  [-300, 300],
  [300, 4_000],
] as const

/** The same curve with ranges as deep as the protocol's own liquidity, opened with the pool. */
const crowded = (market: Market): Market => ({
  ...market,
  id: `${market.id}, with users' ranges`,
  open(world, netuid, weight) {
    market.open(world, netuid, weight)
    const { sqrtPrice, liquidity } = poolColumns.of(world)
    const tick = Math.round((2 * Math.log(sqrtPrice[netuid])) / Math.log1p(1e-4))
    const need = new Injection()
    for (const [low, high] of ranges) {
      addPosition(world, netuid, 0, tick + low, tick + high, liquidity[netuid], need)
      world.subnets.taoReserve[netuid] += need.tao
      world.subnets.alphaReserve[netuid] += need.alpha
    }
  },
})

for (const market of markets.all) {
  if (isConcentrated(market)) marketContract(crowded(market), 2 * ranges.length)
}
