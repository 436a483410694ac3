import { describe, expect, test } from 'vitest'
import { runBlock } from '../../src/chain/block.js'
import { eras } from '../../src/chain/history.js'
import { CALL } from '../../src/chain/mempool.js'
import { paid } from '../../src/chain/payout.js'
import { enterEraIfDue } from '../../src/chain/rules.js'
import type { Beginning } from '../../src/genesis.js'
import type { Protocol } from '../../src/scenario/scenario.js'
import { auditWorld } from '../../src/state/audit.js'
import { createColdkey, createHotkey } from '../../src/state/keys.js'
import { REST, transferTao } from '../../src/state/ledger.js'
import { beginningOf, scenarioOf } from '../support/scenarios.js'

const NETUIDS = [1, 3, 4, 9, 64]
const CLOSED = 4
const NOT_STARTED = 9
const TAO = 1e9
/** Blocks under the first era, and under the second. Every subnet sees several epochs in both. */
const BEFORE = 400
const AFTER = 120
const TEMPO = 30

/** Under the rules of one era, and from block 401 on of another. */
function livingUnder(first: string, then?: string): Life {
  const later = then === undefined ? [] : [{ at: BEFORE + 1, era: then, set: {} }]
  return livingThrough({ start: first, set: {}, later })
}

interface Life {
  beginning: Beginning
  /** One block, and what holds in every block. */
  live: () => void
}

/** Mainnet's figures, with one subnet closed and one not started; one person trades, stakes on root and registers. */
function livingThrough(protocol: Protocol, all: Record<string, unknown> = {}): Life {
  const scenario = scenarioOf({ netuids: NETUIDS, protocol, network: { all, subnets: {} } as never })
  const more = { ...scenario.genesis.more, rest: 'absent' }
  const beginning = beginningOf({ ...scenario, genesis: { ...scenario.genesis, more } })
  const { world, rules, mempool } = beginning
  const { subnets } = world
  subnets.tempo.fill(TEMPO)
  subnets.registrationAllowed[CLOSED] = 0
  subnets.firstEmissionBlock[NOT_STARTED] = 0
  subnets.subtokenEnabled[NOT_STARTED] = 0
  const coldkey = createColdkey(world)
  const hotkey = createHotkey(world, coldkey)
  transferTao(world, REST, coldkey, 20_000 * TAO)
  const ask = (kind: number, netuid: number, amount: number, limit: number) => {
    const row = mempool.push(kind, coldkey, hotkey, netuid, amount, limit, 1)
    mempool.draw(row, world.block, 0, row)
  }
  return {
    beginning,
    live() {
      const turn = world.block % 12
      if (turn === 0) ask(CALL.addStake, 3, 7 * TAO, Number.POSITIVE_INFINITY)
      if (turn === 3) ask(CALL.addStake, 0, 5 * TAO, Number.POSITIVE_INFINITY)
      if (turn === 6) ask(CALL.removeStake, 3, 20 * TAO, 0)
      if (turn === 9) ask(CALL.register, 64, 0, 100 * TAO)
      world.block++
      runBlock(world, rules, mempool)
      auditWorld(world)
      const total = world.netuids.reduce((sum, netuid) => sum + subnets.share[netuid], 0)
      if (total !== 0) expect(total).toBeCloseTo(1, 12)
      for (const netuid of world.netuids) expect(subnets.share[netuid]).toBeGreaterThanOrEqual(0)
    },
  }
}

describe.each(eras.all.map(({ id }, i) => [id, eras.all[i + 1]?.id] as const))(
  'under %s, then %s',
  (id, next) => {
    test('value is conserved in every block, shares sum to one or to nothing, and no price jumps at the change', () => {
      const { beginning, live } = livingUnder(id, next)
      const { world, rules } = beginning
      const { subnets } = world

      const start = world.block
      for (let block = 0; block < BEFORE; block++) live()
      expect(rules.era.id).toBe(id)
      const spent = NETUIDS.map((netuid) => subnets.injectedTotal[netuid] + subnets.chainBuyTotal[netuid])
      expect(Math.max(...spent)).toBeGreaterThan(0)
      expect(subnets.alphaEmittedTotal[3]).toBeGreaterThan(0)
      if (next === undefined) return

      const prices = NETUIDS.map((netuid) => rules.market.price(world, netuid))
      world.block++
      enterEraIfDue(world, rules)
      expect(rules.era.id).toBe(next)
      NETUIDS.forEach((netuid, k) => {
        expect(Math.abs(rules.market.price(world, netuid) / prices[k] - 1)).toBeLessThan(1e-7)
      })
      auditWorld(world)
      world.block--

      for (let block = 0; block < AFTER; block++) live()
      expect(world.block).toBe(start + BEFORE + AFTER)
      expect(rules.history.map((entry) => entry.id)).toEqual([id, next])
    })
  },
)

test('one world goes through all eras in order, one every twelve blocks, and ends under the rules as last known', () => {
  const [first, ...others] = eras.all.map(({ id }) => id)
  const later = others.map((era, k) => ({ at: 12 * (k + 1), era, set: {} }))
  const { beginning, live } = livingThrough({ start: first, set: {}, later })
  for (let block = 0; block < 12 * eras.all.length; block++) live()
  expect(beginning.rules.history.map(({ id }) => id)).toEqual([first, ...others])
})

test('a world that follows mainnet enters both gates at their blocks', () => {
  const from = 8_713_794 - 50
  const { beginning, live } = livingThrough({ follow: 'mainnet', from })
  const { world, rules } = beginning
  const start = world.block
  for (let block = 0; block < 49; block++) live()
  expect(rules.shares.id).toBe('price-burn')
  live()
  expect(rules.shares.id).toBe('hill-gate')
  expect(rules.nextChange).toBe(start + 8_765_684 - from)
})

describe('a subnet that was not started, and one that is closed to registration', () => {
  const emitted = (era: string) => {
    const { beginning, live } = livingUnder(era)
    for (let block = 0; block < 20; block++) live()
    const { injectedTotal, alphaEmittedTotal } = beginning.world.subnets
    return [NOT_STARTED, CLOSED].map((n) => [injectedTotal[n] > 0, alphaEmittedTotal[n] > 0])
  }

  test.each([
    [
      'mainnet@spec233',
      [
        [true, true],
        [true, true],
      ],
    ],
    [
      'mainnet@spec238',
      [
        [true, true],
        [false, true],
      ],
    ],
    [
      'mainnet@spec257',
      [
        [false, false],
        [false, true],
      ],
    ],
    [
      'mainnet@spec298',
      [
        [false, false],
        [false, false],
      ],
    ],
    [
      'mainnet@spec361',
      [
        [false, false],
        [false, false],
      ],
    ],
  ] as const)('emit TAO and alpha under %s as that release had it', (era, want) => {
    expect(emitted(era)).toEqual(want)
  })

  test('the closed one keeps its place among the shares until v3.3.0, and its TAO is not issued', () => {
    const shareOfClosed = (era: string) => {
      const { beginning, live } = livingUnder(era)
      live()
      return beginning.world.subnets.share[CLOSED]
    }
    expect(shareOfClosed('mainnet@spec320')).toBeGreaterThan(0)
    expect(shareOfClosed('mainnet@spec391')).toBe(0)
  })
})

describe("root's part of alpha while the moving prices sum to less than one", () => {
  /** After 30 blocks without an epoch: what waits on a subnet, and what was burned there. */
  const waiting = (era: string, netuid: number) => {
    const { beginning, live } = livingUnder(era)
    const { subnets } = beginning.world
    subnets.tempo.fill(0)
    for (const other of NETUIDS) subnets.movingPrice[other] /= 10
    subnets.userFlow[1] = -1e15 // no share under flow rules, hence no subsidy
    const burnedBefore = subnets.burnedAlpha[netuid]
    for (let block = 0; block < 30; block++) live()
    return {
      root: subnets.pendingRoot[netuid],
      validators: subnets.pendingValidator[netuid],
      server: subnets.pendingServer[netuid],
      burned: subnets.burnedAlpha[netuid] - burnedBefore,
    }
  }

  test('waits for root all the same in v3.2.10 and v3.2.11, but for subnets that are subsidised: there it is burned', () => {
    const alone = waiting('mainnet@spec338', 1)
    // The first block seeds the averages by price, and so subsidises every subnet; the flow counts from the second on.
    expect(alone.root / alone.burned).toBeCloseTo(29, 2)
    const subsidised = waiting('mainnet@spec338', 64)
    expect(subsidised.burned).toBeGreaterThan(0)
    expect(subsidised.root).toBe(0)
  })

  test('stays with the validators in v3.2.12: they have what the miners have', () => {
    const { root, validators, server } = waiting('mainnet@spec342', 1)
    expect(root).toBe(0)
    expect(validators - server).toBeLessThanOrEqual(60)
    expect(validators).toBeGreaterThanOrEqual(server)
  })

  test('leaves the issuance from v3.2.13 on', () => {
    const { root, burned, validators, server } = waiting('mainnet@spec343', 1)
    expect([root, burned]).toEqual([0, 0])
    expect(validators).toBeLessThan(server)
  })
})

test('while a subnet was subsidised, validators had half of what was left without root; with accumulators apart, less', () => {
  const secondEpoch = (draining: string) => {
    const { beginning, live } = livingThrough({ start: 'mainnet@spec298', set: {}, later: [] }, { draining })
    const { world } = beginning
    for (let epochs = 0; epochs < 2; ) {
      live()
      if (world.subnets.lastEpochBlock[64] === world.block) epochs++
    }
    return { miners: paid.server, validators: paid.validator }
  }
  const together = secondEpoch('together')
  expect(together.validators / together.miners).toBeCloseTo(1, 5)
  const apart = secondEpoch('apart')
  expect(apart.miners).toBe(together.miners)
  expect(apart.validators / apart.miners).toBeLessThan(0.999)
})
