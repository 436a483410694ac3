import { uidToPrune } from '../../chain/neurons.js'
import { decayFactor } from '../../chain/registration/decay.js'
import { registrationRules } from '../../chain/registration/index.js'
import { upgradedBurn } from '../../chain/registration/interval.js'
import { createHotkey } from '../../state/keys.js'
import { createWorld, listNetuids, type World } from '../../state/world.js'
import { smallChain } from '../chain-world.js'
import type { Hold, Runner, Vector } from '../hold.js'

const rule = registrationRules.get('continuous')

/** One subnet whose burn is as a vector says; what it leaves out is wide open. */
// biome-ignore lint/suspicious/noExplicitAny: a vector's inputs
function subnetWith(inputs: any): World {
  const world = createWorld({ subnets: 2, uids: 1, coldkeys: 1, hotkeys: 1, positions: 1 })
  const s = world.subnets
  s.exists[1] = 1
  s.burn[1] = Number(inputs.burn)
  s.minBurn[1] = Number(inputs.min_burn ?? 0)
  s.maxBurn[1] = Number(inputs.max_burn ?? 2 ** 64)
  s.burnHalfLife[1] = Number(inputs.half_life ?? inputs.half_life_blocks ?? 360)
  s.burnIncrease[1] = Number(inputs.mult ?? 1.26)
  listNetuids(world)
  return world
}

const passBlocks = (world: World, blocks: number) => {
  for (let k = 0; k < blocks; k++) rule.eachBlock(world)
}

/** The keys of a vector tell which of the price's calculations is meant. */
function price({ inputs, expected }: Vector, hold: Hold): void {
  if (expected.factor_q32 !== undefined) {
    hold.equal('factor_q32', expected.factor_q32, decayFactor(inputs.half_life_blocks ?? inputs.half_life))
    return
  }
  const world = subnetWith(inputs)
  if (expected.burn_after_blocks) idle(world, expected.burn_after_blocks, hold)
  else if (inputs.ops || inputs.blocks !== undefined) {
    hold.equal('burn_after', expected.burn_after, inOrder(world, inputs))
  } else
    registrations(world, Number(inputs.registrations ?? 1), Number(inputs.gap_blocks ?? 0), expected, hold)
}

/** Price after so many blocks without a registration. */
function idle(world: World, wanted: Record<string, number>, hold: Hold): void {
  let passed = 0
  for (const [blocks, burn] of Object.entries(wanted).sort(([a], [b]) => Number(a) - Number(b))) {
    passBlocks(world, Number(blocks) - passed)
    passed = Number(blocks)
    hold.equal(`burn_after_blocks.${blocks}`, burn, world.subnets.burn[1])
  }
}

/** Price after each step: a list of `register` and `block`, or of numbers of blocks. */
// biome-ignore lint/suspicious/noExplicitAny: a vector's inputs
function inOrder(world: World, inputs: any): number[] {
  const steps: (string | number)[] = inputs.ops ?? [inputs.blocks].flat()
  return steps.map((step) => {
    if (step === 'register') rule.registered(world, 1)
    else passBlocks(world, step === 'block' ? 1 : Number(step))
    return world.subnets.burn[1]
  })
}

// biome-ignore lint/suspicious/noExplicitAny: what a vector expects
function registrations(world: World, count: number, gap: number, expected: any, hold: Hold): void {
  const { burn } = world.subnets
  const paid: number[] = []
  const after: number[] = []
  const start = burn[1]
  for (let k = 0; k < count; k++) {
    passBlocks(world, gap)
    paid.push(burn[1])
    rule.registered(world, 1)
    after.push(burn[1])
  }
  if (expected.burn_after) hold.equal('burn_after', expected.burn_after, after)
  if (expected.price_paid) hold.equal('price_paid', expected.price_paid, paid)
  if (expected.total_paid !== undefined) {
    hold.equal(
      'total_paid',
      expected.total_paid,
      paid.reduce((sum, one) => sum + one, 0),
    )
  }
  if (expected.burn_sequence) hold.equal('burn_sequence', expected.burn_sequence, [start, ...after])
  if (expected.burn_after_each_registration) {
    hold.equal('burn_after_each_registration', expected.burn_after_each_registration, after)
  }
}

function legacyPrice({ inputs, expected }: Vector, hold: Hold): void {
  const alpha = Number(inputs.adjustment_alpha_raw) / 2 ** 64
  const { burn, registrations_this_interval: count, target, min_burn, max_burn } = inputs
  const got = upgradedBurn(Number(burn), count, target, alpha, Number(min_burn), Number(max_burn))
  hold.equal('burn', expected.burn, got)
}

/** Immortal UIDs are the owner's, so the owner gets those that a vector names. */
function pruning({ inputs, expected }: Vector, hold: Hold): void {
  const { world } = smallChain('mainnet@spec475', 1)
  const { neurons, subnets, stride } = world
  const owner = 2
  subnets.ownerColdkey[1] = owner
  subnets.neuronCount[1] = inputs.neurons.length
  subnets.immunityPeriod[1] = inputs.immunity_period
  subnets.minNonImmune[1] = inputs.min_non_immune_uids
  subnets.immuneOwnerUids[1] = Math.max(1, inputs.immortal_uids.length)
  world.block = inputs.block
  for (const { uid, emission, registered_at } of inputs.neurons) {
    const immortal = inputs.immortal_uids.includes(uid)
    const hotkey = createHotkey(world, immortal ? owner : 1)
    neurons.hotkey[stride + uid] = hotkey
    neurons.emission[stride + uid] = emission
    neurons.registeredAt[stride + uid] = registered_at
    if (immortal && subnets.ownerHotkey[1] < 0) subnets.ownerHotkey[1] = hotkey
  }
  const uid = uidToPrune(world, 1)
  hold.equal('prune', expected.prune, uid < 0 ? null : uid)
}

export const registrationRunners: Runner[] = [
  { kinds: ['registration-price'], run: price },
  { kinds: ['registration-price-legacy'], run: legacyPrice },
  { kinds: ['neuron-prune'], run: pruning },
]
