import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { epochKind, epochRunners } from '../../src/conform/epoch.js'
import { Hold, type Mode, type Vector } from '../../src/conform/hold.js'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'))

/** Hold each vector of a file; returns the share of equal u16 fields. */
function holdAll(vectors: Vector[], mode: Mode): { equal: number; kinds: Set<string> } {
  let total = 0
  let equal = 0
  const kinds = new Set<string>()
  for (const vector of vectors) {
    const runner = epochRunners.find((r) => r.kinds.includes(epochKind(vector)))
    if (!runner) continue
    const hold = new Hold(vector, mode)
    runner.run(vector, hold, mode)
    if (hold.skipped) continue
    kinds.add(epochKind(vector))
    expect({ id: vector.id, failures: hold.failures.slice(0, 3) }).toEqual({ id: vector.id, failures: [] })
    expect(hold.checks).toBeGreaterThan(0)
    total += hold.u16Total
    equal += hold.u16Equal
  }
  return { equal: total === 0 ? 1 : equal / total, kinds }
}

describe('the epoch kernel agrees with the chain', () => {
  test.each(['epoch-chain-small.json', 'epoch-chain-large.json'])('on every random subnet of %s', (name) => {
    const { equal, kinds } = holdAll(read(name), 'fast')
    expect(equal).toBeGreaterThanOrEqual(0.999)
    expect(kinds).toEqual(new Set(['epoch-classic', 'epoch-yuma3', 'epoch-yuma3-liquid']))
  })

  test("on the figures of the chain's own tests, and the models beside it on the published ones", () => {
    const { equal, kinds } = holdAll(read('yuma.json').vectors, 'fast')
    expect(equal).toBeGreaterThanOrEqual(0.999)
    expect(kinds).toEqual(
      new Set([
        'chain-epoch-sequence',
        'chain-epoch-summary',
        'math',
        'research-yuma-case',
        'consensus-guarantee',
        'consensus-guarantee-montecarlo',
        'consensus-guarantee-contour',
      ]),
    )
  })
})

describe('the exact twin agrees with the chain to the bit', () => {
  test.each(['epoch-chain-small.json', 'epoch-chain-large.json'])('on every random subnet of %s', (name) => {
    expect(holdAll(read(name), 'exact').equal).toBe(1)
  })

  test("on the figures of the chain's own tests", () => {
    const chain = read('yuma.json').vectors.filter((v: Vector) => /^(chain|math)/.test(v.kind))
    expect(holdAll(chain, 'exact').equal).toBe(1)
  })
})
