import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emissionRunners, setReplayData } from '../../src/conform/emission.js'
import { Hold, type Mode, type Vector } from '../../src/conform/hold.js'

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const blocks = ['subnet_emission_block_9240382.csv', 'subnet_emission_block_8740402.csv']
setReplayData(Object.fromEntries(blocks.map((name) => [name, file(`data/${name}`)])))

const runnerOf = new Map(
  emissionRunners.flatMap((runner) => runner.kinds.map((kind) => [kind, runner] as const)),
)

function vectorsOf(name: string): Vector[] {
  const content = JSON.parse(file(`test/vectors/${name}.json`))
  return (content.vectors ?? content) as Vector[]
}

function answer(vector: Vector, mode: Mode): Hold {
  const hold = new Hold(vector, mode)
  runnerOf.get(vector.kind)?.run(vector, hold, mode)
  return hold
}

describe.each(['emission-chain', 'emissions', 'late-2026'])('the vectors of %s', (name) => {
  const vectors = vectorsOf(name).filter((vector) => runnerOf.has(vector.kind))

  test.each(['fast', 'exact'] as const)('agree with the chain, %s', (mode) => {
    for (const vector of vectors) {
      const hold = answer(vector, mode)
      expect(hold.failures, `${vector.id ?? vector.kind}`).toEqual([])
      expect(hold.skipped, `${vector.id ?? vector.kind}`).toBeNull()
      expect(hold.checks, `${vector.id ?? vector.kind}`).toBeGreaterThan(0)
    }
  })
})

test('every kind of emission-chain.json and emissions.json is answered', () => {
  const kinds = [...vectorsOf('emission-chain'), ...vectorsOf('emissions')].map((vector) => vector.kind)
  expect([...new Set(kinds)].filter((kind) => !runnerOf.has(kind))).toEqual([])
})

test('a wrong number fails', () => {
  const [vector] = vectorsOf('emissions').filter(({ kind }) => kind === 'root_proportion')
  const wrong = { ...vector, expected: { root_proportion: '0.6428571' } }
  expect(answer(wrong, 'fast').failures).toHaveLength(1)
})

describe('a block of mainnet', () => {
  const replay = (id: string) => answer(vectorsOf('late-2026').find((vector) => vector.id === id)!, 'fast')

  test('9,240,382 comes out to the RAO: injection and chain buy of all 125 subnets', () => {
    const hold = replay('late-replay-9240382')
    expect(hold.failures).toEqual([])
    expect(hold.maxAbsError).toBe(0)
    expect(hold.checks).toBeGreaterThan(250)
  })

  test('8,740,402 comes out to a mean error of 1.14e-5 a share, and to 5e-8 with the bar that fits', () => {
    expect(replay('late-replay-8740402').failures).toEqual([])
    expect(replay('late-replay-8740402-fit').failures).toEqual([])
  })

  test('is skipped, not passed, while its data are missing', () => {
    setReplayData({})
    const hold = replay('late-replay-9240382')
    setReplayData(Object.fromEntries(blocks.map((name) => [name, file(`data/${name}`)])))
    expect(hold.skipped).toContain('subnet_emission_block_9240382.csv')
  })
})
