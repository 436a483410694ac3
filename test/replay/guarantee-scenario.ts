import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runBlock } from '../../src/chain/block.js'
import { chooseSnapshot } from '../../src/genesis/choose-snapshot.js'
import { type Beginning, genesis, type RunInput } from '../../src/genesis.js'
import { readScenario, shippedSnapshot } from '../../src/index.js'
import { catalogue } from '../support/yaml.js'
import { type Guarantee, mean } from './guarantees.js'

const file = fileURLToPath(new URL('../../scenarios/consensus-guarantee.yaml', import.meta.url))
const text = readFileSync(file, 'utf8')
const [VALIDATORS, MINERS] = [64, 447]

/** What the honest get of one run's epoch: sums over their UIDs, 0 .. 1. */
export interface Honest {
  incentive: number
  dividends: number
}

/** The shipped scenario with the figures of one node put in by path; a seed is a draw. */
export async function inputsOf(
  at: Guarantee,
  honestUtility: number,
  cabalUtility: number,
  draws: number,
): Promise<RunInput[]> {
  const share = (count: number) => Math.floor(at.honestStake * count)
  const { scenario, curves } = await readScenario(text, file, catalogue, [
    `network.kappa=${at.kappa}`,
    `network.bondsPenalty=${at.beta}`,
    `population.honest.count=${share(VALIDATORS)}`,
    `population.honest.stake.alpha=${at.honestStake}`,
    `population.honest.params.utility=${honestUtility}`,
    `population.honest.params.deviation=${at.sigma}`,
    `population.cabal.count=${VALIDATORS - share(VALIDATORS)}`,
    `population.cabal.stake.alpha=${1 - at.honestStake}`,
    `population.cabal.params.utility=${cabalUtility}`,
    `population.cabal.params.deviation=${at.sigma}`,
    `population.honest-miners.count=${share(MINERS)}`,
    `population.cabal-miners.count=${MINERS - share(MINERS)}`,
  ])
  return Array.from({ length: draws }, (_, draw) => {
    const seed = String(draw + 1)
    return { scenario, snapshot: chooseSnapshot(scenario, seed, shippedSnapshot), seed, curves }
  })
}

/** Live the whole scenario, nothing recorded. */
export function live(input: RunInput): Beginning {
  const beginning = genesis(input)
  const { world, rules, society, mempool } = beginning
  const end = world.block + input.scenario.horizon
  while (world.block < end) {
    society.decide()
    world.block++
    runBlock(world, rules, mempool)
  }
  return beginning
}

/** From the table of neurons: what UIDs hold whose hotkeys are those of the cohorts that are no adversaries. */
export function honestOf({ world, society }: Beginning): Honest {
  const [netuid] = world.netuids
  const { chain, cohorts } = society
  const honest = new Set(cohorts.filter(({ adversary }) => !adversary).flatMap(({ hotkey }) => [...hotkey]))
  const sums = { incentive: 0, dividends: 0 }
  for (let uid = 0; uid < chain.neuronCount(netuid); uid++) {
    if (!honest.has(chain.hotkeyAt(netuid, uid))) continue
    sums.incentive += chain.incentive(netuid, uid)
    sums.dividends += chain.dividends(netuid, uid)
  }
  return sums
}

/** Runs by node: the part of emission that validators get is weighed afterwards, so settings of V8 share theirs. */
const done = new Map<string, Honest[]>()

async function runsOf(at: Guarantee, honestUtility: number, cabalUtility: number, draws: number) {
  const { validatorPart: _, ...rest } = at
  const node = JSON.stringify([rest, honestUtility, cabalUtility, draws])
  const runs =
    done.get(node) ??
    (await inputsOf(at, honestUtility, cabalUtility, draws)).map((input) => honestOf(live(input)))
  done.set(node, runs)
  return runs
}

/** What the honest get of the emission in each draw:   E_H = xi sum D + (1 - xi) sum I */
export async function emissions(
  at: Guarantee,
  honestUtility: number,
  cabalUtility: number,
  draws: number,
): Promise<number[]> {
  const { validatorPart: xi } = at
  const runs = await runsOf(at, honestUtility, cabalUtility, draws)
  return runs.map(({ incentive, dividends }) => xi * dividends + (1 - xi) * incentive)
}

/** W_H is looked for between a half and one, in so many steps of 0.001. */
const STEPS = 500

/**
 * The least W_H of the grid such that the mean of E_H over the draws is at least S_H against each cabal; the same seeds
 * at every node. W_C: the required utility as a function of it is flat about its maximum, which lies at 0.4 without
 * spread of weights, at 0.65 with a little, between 0.8 and 1 with more; between these points it is within 0.005.
 */
export async function requiredByScenario(at: Guarantee, draws: number): Promise<number> {
  const cabals = [1, 0.9, 0.8, 0.65, 0.4]
  const enough = async (honestUtility: number): Promise<boolean> => {
    for (const [k, cabal] of cabals.entries()) {
      if (mean(await emissions(at, honestUtility, cabal, draws)) >= at.honestStake) continue
      cabals.unshift(...cabals.splice(k, 1)) //   the cabal that was too much is likely to be so again: try it first
      return false
    }
    return true
  }
  let low = 0
  let high = STEPS
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await enough((STEPS + middle) / (2 * STEPS))) high = middle
    else low = middle
  }
  return (STEPS + high) / (2 * STEPS)
}
