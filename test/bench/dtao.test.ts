import { expect, test } from 'vitest'
import { checksumOf, dtaoSize, openDtao, stepDtao } from '../../src/bench/dtao-model.js'

test.each([
  [2000, 7470517.111891632, 205587, 168773],
  [200, 5527465.373365246, 23355, 12751],
])(
  '%i steps of dtao-bench-v1 end, to the last bit, where every other program ends',
  (steps, sum, buys, sells) => {
    const world = openDtao({ ...dtaoSize, steps })
    for (let n = 0; n < steps; n++) stepDtao(world)
    expect([checksumOf(world), world.buys, world.sells]).toEqual([sum, buys, sells])
  },
)
