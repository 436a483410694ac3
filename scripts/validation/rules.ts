import { rollForward } from '../../src/chain/conviction/roll.js'
import { registrationRules } from '../../src/chain/registration/index.js'
import { Terms } from '../../src/emission/emission.js'
import { injectionRules } from '../../src/emission/index.js'
import { halvingThreshold } from '../../src/emission/issuance/halving.js'
import { blocksUntilHalving, emissionAt } from '../../src/emission/issuance/schedule.js'
import { AlphaSplit, splitAlpha } from '../../src/emission/split.js'
import { fixed, share } from '../../src/report/numbers.js'
import { type Fact, passes, within } from '../../src/report/validation/fact.js'
import { createWorld } from '../../src/state/world.js'
import { BLOCKS_PER_DAY, RAO_PER_TAO } from '../../src/units.js'
import {
  CROSSED,
  CROSSED_AT,
  days as daysShort,
  issuance,
  january,
  recycled,
} from '../../test/replay/first-halving.js'
import { mean, orders, published, requiredOf, trialOf } from '../../test/replay/guarantees.js'
import { flowShares, halfLife } from '../../test/replay/half-lives.js'

const TAO = BigInt(RAO_PER_TAO)
const DRAWS = 2

/** Facts about rules: computed by the engine's own functions, no run needed. */
export const ruleFacts = (): Fact[] => [
  ...quickRules.slice(0, 2).flatMap((rule) => rule()),
  ...guarantees(),
  ...quickRules.slice(2).flatMap((rule) => rule()),
]

/** The same without the guarantees of consensus, which take many seconds. */
export const quickRuleFacts = (): Fact[] => quickRules.flatMap((rule) => rule())

const quickRules: readonly (() => Fact[])[] = [
  supply,
  () => [split()],
  halfLives,
  () => [registrationRate(), conviction(), cohorts()],
]

function supply(): Fact[] {
  const first = halvingThreshold(1)
  const steps = [first - 1n, first, halvingThreshold(2)].map((at) => Number(emissionAt(at)) / RAO_PER_TAO)
  const crossed = january + blocksUntilHalving(issuance, recycled(12n))
  const late = (crossed - CROSSED) / BLOCKS_PER_DAY
  const perDay = steps.slice(0, 2).map((tao) => tao * BLOCKS_PER_DAY)
  const yearly = perDay.map((tao) => (tao * 365) / (Number(first) / RAO_PER_TAO))
  const next = new Date(CROSSED_AT + blocksUntilHalving(first, 0n) * 12_000).toISOString().slice(0, 10)
  return [
    {
      id: 'V1',
      what: 'TAO a block below 10.5 M, from 10.5 M, from 15.75 M issued',
      target: '1, 0.5, 0.25; exact',
      ours: steps.join(', '),
      verdict: passes(steps.join() === '1,0.5,0.25' && halvingThreshold(2) === 15_750_000n * TAO),
    },
    {
      id: 'V2',
      what: 'first halving, from the issuance of January 2025',
      target: `block ${fixed(CROSSED, 0)}; within 3 days`,
      ours: `${fixed(crossed, 0)}, ${fixed(late, 1)} days late`,
      verdict: passes(Math.abs(late) <= 3),
      note: `${daysShort} days of blocks short of 10.5 M TAO on 2025-01-14, recycling at the middle of the rate measured then.`,
    },
    {
      id: 'V3',
      what: 'TAO a day and inflation a year, before and after it',
      target: '7,200 and 3,600; 25 % and 12.5 %',
      ours: `${perDay.map((x) => fixed(x, 0)).join(' and ')}; ${yearly.map(share).join(' and ')}`,
      verdict: passes(perDay.join() === '7200,3600' && within(yearly[0], 0.245, 0.255)),
    },
    {
      id: 'V4',
      what: 'second halving without recycling',
      target: '2029-12-12; within a day',
      ours: next,
      verdict: passes(Math.abs(Date.parse(next) - Date.parse('2029-12-12')) <= 86_400_000),
    },
  ]
}

function split(): Fact {
  const out = new AlphaSplit()
  splitAlpha(1e9, 11_796 / 65_535, 0, out)
  const parts = [out.owner, out.server, out.validator].map((rao) => rao / 1e9)
  return {
    id: 'V5',
    what: 'alpha emitted: to the owner, miners, validators',
    target: '18, 41, 41 %; exact',
    ours: parts.map(share).join(', '),
    verdict: passes(parts.map((x) => Math.round(100 * x)).join() === '18,41,41'),
    note: 'The owner’s part is 11,796 of 65,535, as stored on the chain.',
  }
}

/** Required honest utility of the published settings, by consensus alone. */
function guarantees(): Fact[] {
  const facts = published.map(([id, what, at, required]): Fact => {
    const found = mean(requiredOf(at, DRAWS))
    return {
      id,
      what: `honest agreement required: ${what}`,
      target: `${required.toFixed(2)}; within 0.02`,
      ours: fixed(found, 3),
      verdict: passes(Math.abs(found - required) <= 0.02),
    }
  })
  const full = trialOf(orders.unprotected, 0).honestEmission(1, 1)
  const [[low51, half51], [low55, half55]] = [orders.at51, orders.at55].map((pair) =>
    pair.map((at) => mean(requiredOf(at, DRAWS))),
  )
  return [
    ...facts,
    {
      id: 'V10',
      what: 'kappa 0.6, honest stake 0.55',
      target: 'no protection even at full agreement',
      ours: `${fixed(full, 2)} of emission kept`,
      verdict: passes(full < 0.55),
    },
    {
      id: 'V11',
      what: 'agreement required at kappa 0.4 against 0.5, honest stake 0.51; 0.55',
      target: '0.4 asks for more',
      ours: `${fixed(low51, 3)} against ${fixed(half51, 3)}; ${fixed(low55, 3)} against ${fixed(half55, 3)}`,
      verdict: passes(low51 > half51 && low55 > half55),
      note: 'At 0.55 the difference is of the size of the error of two draws; twenty and a hundred draws: [replays.md](replays.md).',
    },
    {
      id: 'V12',
      what: 'test bed: UIDs, validators, spread of stake',
      target: '512, 64, 0.3; one epoch',
      ours: '512, 64, 0.3; one epoch',
      verdict: 'pass',
      note: 'A set-up. Cabals on a grid of 26, agreement by bisection instead of a grid of 51 by 51.',
    },
  ]
}

function halfLives(): Fact[] {
  const mature = halfLife('age-64', 3e-6, 1e15)
  const young = halfLife('age-64', 3e-6, 201_600)
  const shares = flowShares(216_000)
  return [
    {
      id: 'V13',
      what: 'half-life of a mature moving price at 3e-6; of one 28 days old',
      target: '231,049 blocks; twice that',
      ours: `${fixed(mature, 0)}; ${fixed(young / mature, 3)} times`,
      verdict: passes(Math.abs(mature - 231_049) < 30 && Math.abs(young / mature - 2) < 1e-3),
      note: 'By stepping the rule on its grid of 2^-32. At the rate of 2026, 0.0003, it is 2,310 blocks.',
    },
    {
      id: 'V14',
      what: 'half-life of an average of flow',
      target: '216,000 blocks',
      ours: `after 216,000 blocks ${fixed(shares[1] / shares[2], 5)} of a half`,
      verdict: passes(Math.abs(shares[1] / shares[2] - 1) < 1e-4),
    },
  ]
}

/** Registrations where someone always pays a fixed price: a price that halves in 360 blocks and rises by 26 %. */
function registrationRate(): Fact {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  const { burn, minBurn, maxBurn, burnHalfLife, burnIncrease, exists } = world.subnets
  exists[1] = 1
  minBurn[1] = 500_000
  maxBurn[1] = 100e9
  burnHalfLife[1] = 360
  burnIncrease[1] = 1.26
  burn[1] = 1e9
  const rule = registrationRules.get('continuous')
  const worth = 1e9
  const blocks = 360_000
  let registered = 0
  for (let block = 0; block < blocks; block++) {
    rule.eachBlock(world)
    for (; burn[1] <= worth; registered++) rule.registered(world, 1)
  }
  const rate = (360 * registered) / blocks
  return {
    id: 'V15',
    what: 'registrations in 360 blocks under excess demand, at x 1.26',
    target: '3.0; 2.8 to 3.2',
    ours: fixed(rate, 3),
    verdict: passes(within(rate, 2.8, 3.2)),
    note: 'Someone registers whenever the price is at most 1 TAO, for 360,000 blocks.',
  }
}

function conviction(): Fact {
  const maturity = 648_000 / Math.LN2
  const lock = { mass: 1e12, conviction: 0 }
  rollForward(lock, 648_000, { unlock: maturity, maturity }, true, false)
  return {
    id: 'V16',
    what: 'conviction of a perpetual lock after 648,000 blocks',
    target: 'half of what is locked; exact',
    ours: fixed(lock.conviction / lock.mass, 6),
    verdict: passes(Math.abs(lock.conviction / lock.mass - 0.5) < 1e-9),
    note: 'The code’s default of 90 days; administrators set 30 days on mainnet, and so does the default era.',
  }
}

/**
 * Part of a pool's TAO that sellers of the same part of all alpha take out, for subnets born before and after the halving.
 *
 *   f A / (f A + X)     A alpha emitted, X alpha injected, f part sold       X falls with the TAO emission, A does not
 */
function cohorts(): Fact {
  const rule = injectionRules.get('alpha-capped')
  const terms = new Terms()
  const price = 0.01
  const injectedAt = (tao: number) => {
    rule.terms(0.005 * tao * 1e9, price, 1e9, tao * 1e9, 0, terms)
    return terms.alphaIn
  }
  const [before, after] = [injectedAt(1), injectedAt(0.5)]
  // The part that takes 29 % out of the older pool, as in the documents' example.
  const sold = (0.29 / 0.71) * before
  const later = sold / (sold + after)
  return {
    id: 'V30',
    what: 'TAO that the same sellers take out of a pool born before, after the halving',
    target: '29 % -> 45 %',
    ours: `29 % -> ${share(later)}`,
    verdict: passes(within(later, 0.43, 0.47)),
    note: `Injection by the rule of ${rule.id} at a price of ${price}; alpha emitted does not halve with TAO.`,
  }
}
