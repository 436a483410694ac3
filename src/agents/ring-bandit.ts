import type { ChainView } from '../chain/view.js'
import { fraction, integer } from '../fields.js'
import type { Stream } from '../random/streams.js'
import { f64 } from '../state/columns.js'
import { perSubnetMemory, type SubnetMemory } from './strategy.js'

/** What a ring that learns chooses between, in the order in which each is first tried. */
export const arms = ['optimal', 'selfweight', 'hug', 'lowball'] as const
export type Arm = (typeof arms)[number]

export const banditFields = {
  exploration: fraction('10%', 'epsilon: chance that it tries a policy at random, under bandit'),
  trial: integer(3, 'epochs', 'epochs that a policy is kept before its pay is booked, under bandit', {
    min: 1,
  }),
}

const figure = (unit: string, sentence: string) => perSubnetMemory(f64(unit, sentence))
/** What the ring remembers of each policy, for each subnet. */
export const banditMemory = {
  arm: figure('number', 'policy in play, plus 1; 0 before the first'),
  armSince: figure('epochs', 'epoch since which it is'),
  tries0: figure('trials', 'how often optimal was tried'),
  tries1: figure('trials', 'how often selfweight was tried'),
  tries2: figure('trials', 'how often hug was tried'),
  tries3: figure('trials', 'how often lowball was tried'),
  pay0: figure('fraction', 'mean pay under optimal'),
  pay1: figure('fraction', 'mean pay under selfweight'),
  pay2: figure('fraction', 'mean pay under hug'),
  pay3: figure('fraction', 'mean pay under lowball'),
}
type BanditMemory = { readonly [K in keyof typeof banditMemory]: SubnetMemory }

/**
 * The policy of an epsilon-greedy ring: the one that paid best so far, now and then another.
 *
 *   r_k  <- r_k + (r - r_k) / n_k        r the ring's part of the emission in the last epoch of a trial
 *   next    a policy never tried; with chance epsilon any; else the k with the largest r_k, the first of equals
 *
 * r_k mean pay of policy k over its n_k trials (0..1). A trial lasts some epochs and its last one counts: rows work from
 * the next epoch on, or a tempo later under commit-reveal, and bonds follow slowly. Two numbers are drawn at each choice.
 *
 * @param pay     r, the ring's part of the emission of the last epoch
 * @param memory  the ring's, shared by its members: the first to look after an epoch chooses for all
 * Source: own model, agents.md A5 (`bandit`).
 */
export function chosenArm(
  memory: BanditMemory,
  chain: ChainView,
  netuid: number,
  pay: number,
  exploration: number,
  trial: number,
  stream: Stream,
): Arm {
  const epoch = chain.epochIndex(netuid)
  const playing = memory.arm.get(netuid) - 1
  if (playing >= 0 && epoch - memory.armSince.get(netuid) < trial) return arms[playing]
  if (playing >= 0) book(memory, netuid, playing, pay)
  const explores = stream.uniform() < exploration
  const any = Math.min(arms.length - 1, Math.floor(stream.uniform() * arms.length))
  const next = untried(memory, netuid) ?? (explores ? any : best(memory, netuid))
  memory.arm.set(netuid, next + 1)
  memory.armSince.set(netuid, epoch)
  return arms[next]
}

const triesOf = (memory: BanditMemory, k: number): SubnetMemory =>
  k === 0 ? memory.tries0 : k === 1 ? memory.tries1 : k === 2 ? memory.tries2 : memory.tries3
const payOf = (memory: BanditMemory, k: number): SubnetMemory =>
  k === 0 ? memory.pay0 : k === 1 ? memory.pay1 : k === 2 ? memory.pay2 : memory.pay3

function book(memory: BanditMemory, netuid: number, k: number, pay: number): void {
  const tries = triesOf(memory, k)
  const mean = payOf(memory, k)
  const n = tries.get(netuid) + 1
  tries.set(netuid, n)
  mean.set(netuid, mean.get(netuid) + (pay - mean.get(netuid)) / n)
}

function untried(memory: BanditMemory, netuid: number): number | undefined {
  for (let k = 0; k < arms.length; k++) if (triesOf(memory, k).get(netuid) === 0) return k
  return undefined
}

function best(memory: BanditMemory, netuid: number): number {
  let found = 0
  for (let k = 1; k < arms.length; k++) {
    if (payOf(memory, k).get(netuid) > payOf(memory, found).get(netuid)) found = k
  }
  return found
}
