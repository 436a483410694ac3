import { readFileSync } from 'node:fs'
import { runBlock } from '/work/main/src/chain/block.js'
import { childLinks, pendingChildren } from '/work/main/src/chain/children/links.js'
import { beginningFrom } from '/work/main/test/support/yaml.js'
const b = await beginningFrom(`
name: x
horizon: 10 days
genesis: { snapshot: synthetic, subnets: 1, uids: 64, poolSpread: 0, priceSpread: 0, minerBurned: 0, rootTao: 1000 TAO }
network: { commitReveal: false, kappa: 50 % }
population:
  - { id: honest, strategy: honest-validator, count: 6, subnets: [1], stake: { alpha: 30 % }, params: { sold: 0 } }
  - { id: ring, strategy: honest-validator, count: 2, subnets: [1], capital: 5000 TAO, stake: { alpha: 5 % } }
  - { id: brokers, strategy: childkey-broker, count: 4, subnets: [1], stake: { alpha: 30 % }, params: { renters: ring, lent: 100 %, sold: 0 } }
`)
const { world, rules, society, mempool } = b
for (let i = 0; i < 11000; i++) {
  society.decide(); world.block++; runBlock(world, rules, mempool)
  if (i % 1800 === 0) {
    const l = childLinks.of(world), p = pendingChildren.of(world)
    console.log(i, [...l.netuid].map((n, k) => n ? `${l.parent[k]}>${l.child[k]} ${l.part[k]}` : '').filter(Boolean).join('; '), '| pending', [...p.netuid].map((n, k) => n ? `${p.parent[k]}>${p.child0[k]}@${p.due[k]-world.block}` : '').filter(Boolean).join('; '))
  }
}

import { lending } from '/work/main/src/chain/children/lending.js'
import { stakeWeights } from '/work/main/src/chain/stake-weight.js'
import { linkHeads } from '/work/main/src/chain/children/links.js'
const a = new Float64Array(world.stride), r = new Float64Array(world.stride)
lending(world, 1, a, r)
console.log('lent', [...a].slice(0, 12).map((x) => x / 1e9))
const w = new Float64Array(world.stride); stakeWeights(world, 1, 0.18, w)
console.log('weights', [...w].slice(0, 12).map((x) => x / 1e9))
const l = childLinks.of(world)
for (let row = linkHeads.of(world).first[1]; row >= 0; row = l.next[row]) { const pool = world.poolIndex.get(l.parent[row], 1); console.log(row, l.parent[row], l.child[row], l.part[row], pool, pool >= 0 ? world.sharePools.total[pool] / 1e9 : '') }
