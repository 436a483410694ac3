import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consensusRules } from '../../src/consensus/index.js'
import { SubnetMatrix } from '../../src/consensus/matrix.js'
import { EpochResult } from '../../src/consensus/result.js'
import { generator, mutate, world } from '../reference/subnet.js'

const sum = (values: Float64Array, n: number) => values.subarray(0, n).reduce((a, b) => a + b, 0)

/** Random histories under a rule; `look` after each epoch. */
function histories(
  choose: (epoch: number) => string,
  look: (matrix: SubnetMatrix, input: ReturnType<typeof world>['input'], out: EpochResult) => void,
): void {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const pick = generator(seed)
      const { matrix, input } = world(pick)
      const out = new EpochResult(matrix.capacity)
      for (let e = 0; e < 4; e++) {
        mutate(pick, matrix, input)
        const rule = consensusRules.get(choose(e))
        if (e > 0 && choose(e) !== choose(e - 1)) rule.enter?.(matrix, consensusRules.get(choose(e - 1)))
        rule.run(matrix, input, out)
        look(matrix, input, out)
        input.permit.set(out.permit)
        input.lastStepBlock = input.block
        input.block += 361
      }
    }),
    { numRuns: 40 },
  )
}

const ids = consensusRules.all.map(({ id }) => id)

describe.each(ids)('%s, like every consensus rule,', (id) => {
  test('shares out incentive and dividends whole or not at all, and pays no more than the pool', () => {
    histories(
      () => id,
      (_, { n, pool }, out) => {
        for (const part of [out.incentive, out.dividends]) {
          const total = sum(part, n)
          if (total !== 0) expect(Math.abs(total - 1)).toBeLessThan(1e-6)
          for (let i = 0; i < n; i++) expect(part[i]).toBeGreaterThanOrEqual(0)
        }
        expect(sum(out.serverEmission, n) + sum(out.validatorEmission, n)).toBeLessThanOrEqual(pool)
        expect(sum(out.combinedEmission, n)).toBeLessThanOrEqual(pool)
      },
    )
  })

  test('is the same after a matrix was saved and loaded', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const pick = generator(seed)
        const { matrix, input } = world(pick)
        const [out, again] = [new EpochResult(matrix.capacity), new EpochResult(matrix.capacity)]
        const rule = consensusRules.get(id)
        for (let e = 0; e < 3; e++) {
          mutate(pick, matrix, input)
          const copy = SubnetMatrix.load(matrix.save())
          rule.run(matrix, input, out)
          rule.run(copy, input, again)
          expect(again).toEqual(out)
          expect(copy.save()).toEqual(matrix.save())
          input.permit.set(out.permit)
          input.lastStepBlock = input.block
          input.block += 361
        }
      }),
      { numRuns: 30 },
    )
  })

  test('takes a subnet over from any other rule, and hands it on', () => {
    for (const other of ids) {
      if (other === id) continue
      histories(
        (epoch) => (epoch % 2 === 0 ? other : id),
        (_, { n, pool }, out) => {
          const paid = sum(out.serverEmission, n) + sum(out.validatorEmission, n)
          expect(paid).toBeLessThanOrEqual(pool)
          expect(Number.isFinite(paid)).toBe(true)
        },
      )
    }
  })
})

test("the chain's own rule gives the same after others had the subnet: what a matrix remembers does not tell", () => {
  for (const other of ids) {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const pick = generator(seed)
        const { matrix, input } = world(pick)
        const [out, fresh] = [new EpochResult(matrix.capacity), new EpochResult(matrix.capacity)]
        for (let e = 0; e < 4; e++) {
          mutate(pick, matrix, input)
          const copy = SubnetMatrix.load(matrix.save())
          const rule = consensusRules.get(e % 2 === 0 ? 'chain' : other)
          rule.run(matrix, input, out)
          rule.run(copy, input, fresh)
          expect(fresh).toEqual(out)
          input.permit.set(out.permit)
          input.block += 361
        }
      }),
      { numRuns: 40 },
    )
  }
})
