import { issuances } from '../../emission/index.js'
import { halvingThreshold, SUPPLY } from '../../emission/issuance/halving.js'
import { blocksUntilHalving, emissionAt, issuanceAfter } from '../../emission/issuance/schedule.js'
import { toLimbs } from '../../numeric/limbs.js'
import type { Runner } from '../hold.js'
import { smallWorld } from './small-world.js'

const halving = issuances.get('halving')

/** The loop's own call, for a world that has issued so much. */
function blockEmission(issuance: bigint): bigint {
  const { world } = smallWorld(1)
  const [high, low] = toLimbs(issuance)
  world.issuance.high[0] = high
  world.issuance.low[0] = low
  return BigInt(halving.blockEmission(world))
}

/** The same schedule as a subnet's alpha sees it: half of the issuance in the pool, the rest outside. */
function alphaEmission(issuance: bigint): bigint {
  const { world } = smallWorld(1)
  const pool = issuance / 2n < 2n ** 52n ? issuance / 2n : 2n ** 52n
  const [high, low] = toLimbs(issuance - pool)
  world.subnets.alphaReserve[1] = Number(pool)
  world.subnets.alphaOutHigh[1] = high
  world.subnets.alphaOutLow[1] = low
  return BigInt(halving.alphaEmission(world, 1))
}

export const issuanceRunners: Runner[] = [
  {
    kinds: ['blockEmission'],
    run(vector, hold) {
      const issuance = BigInt(vector.issuanceRao)
      hold.equal('emissionRao', vector.expect.emissionRao, blockEmission(issuance))
      hold.equal('emissionRao.alpha', vector.expect.emissionRao, alphaEmission(issuance))
    },
  },
  {
    kinds: ['block_emission_table'],
    run({ inputs, expected }, hold) {
      const got = inputs.total_issuance_rao.map((i: string) => blockEmission(BigInt(i)))
      hold.equal('block_emission_rao', expected.block_emission_rao, got)
    },
  },
  {
    kinds: ['halving_threshold'],
    run({ inputs, expected }, hold) {
      const threshold = halvingThreshold(inputs.k)
      hold.equal('first_issuance_rao_with_k_halvings', expected.first_issuance_rao_with_k_halvings, threshold)
      hold.equal('emission_at_threshold_rao', expected.emission_at_threshold_rao, blockEmission(threshold))
      hold.equal('emission_one_rao_below', expected.emission_one_rao_below, blockEmission(threshold - 1n))
      hold.that('threshold below the supply', true, threshold < SUPPLY, threshold)
    },
  },
  {
    kinds: ['issuance_convergence'],
    run({ inputs, expected }, hold) {
      const final = issuanceAfter(
        BigInt(inputs.start_issuance_rao),
        inputs.rounds,
        BigInt(inputs.blocks_per_round),
      )
      hold.equal('final_issuance_rao', expected.final_issuance_rao, final)
    },
  },
  {
    kinds: ['halving_delay_by_recycle'],
    run({ inputs, expected }, hold) {
      const start = BigInt(inputs.start_issuance_rao)
      hold.equal(
        'blocks_until_emission_drops_without_recycling',
        expected.blocks_until_emission_drops_without_recycling,
        blocksUntilHalving(start, 0n),
      )
      hold.equal(
        'blocks_until_emission_drops_with_recycling',
        expected.blocks_until_emission_drops_with_recycling,
        blocksUntilHalving(start, BigInt(inputs.recycled_each_block_rao)),
      )
      hold.equal('emission at start', emissionAt(start), blockEmission(start))
    },
  },
]
