import { fractionBits } from '../../emission/exact/fixed.js'
import { exactMovingPrice } from '../../emission/exact/moving-price.js'
import { movingPriceRules } from '../../emission/index.js'
import { TWO_32 } from '../../units.js'
import type { Runner } from '../hold.js'
import { params, smallWorld } from './small-world.js'

/** Which rule computes in which arithmetic. */
const ruleOf: Record<string, string> = { plain32: 'plain-32', u96f32: 'age-32', u64f64: 'age-64' }

export const movingPriceRunners: Runner[] = [
  {
    kinds: ['price_ema_update'],
    run({ inputs, expected }, hold, mode) {
      if (mode === 'exact') {
        const bits = exactMovingPrice(inputs.arithmetic, {
          moving: BigInt(inputs.moving_price_start_bits_2p32),
          spot64: fractionBits(inputs.spot_price_tao_per_alpha, 64n),
          alpha: BigInt(inputs.subnet_moving_alpha_bits_2p32),
          age: BigInt(inputs.blocks_since_start_call ?? 0),
          halving: BigInt(inputs.ema_price_halving_blocks ?? 0),
          updates: inputs.updates,
        })
        hold.own('moving_price_bits_2p32', expected.moving_price_bits_2p32, bits)
        return
      }
      const { world, emitting, count, spot } = smallWorld(1)
      const rule = movingPriceRules.get(ruleOf[inputs.arithmetic])
      const age = inputs.blocks_since_start_call ?? 0
      world.block = 10_000_000
      world.subnets.firstEmissionBlock[1] = world.block - age + 1
      world.subnets.movingPrice[1] = Number(inputs.moving_price_start_bits_2p32) / TWO_32
      spot[1] = Number(inputs.spot_price_tao_per_alpha)
      const era = params({
        movingAlpha: inputs.subnet_moving_alpha_bits_2p32 / TWO_32,
        priceHalvingBlocks: inputs.ema_price_halving_blocks ?? 1,
      })
      for (let n = 0; n < inputs.updates; n++) rule.update(world, emitting, count, spot, era)
      hold.own(
        'moving_price_bits_2p32',
        expected.moving_price_bits_2p32,
        world.subnets.movingPrice[1] * TWO_32,
      )
    },
  },
]
