import { expect, test } from 'vitest'
import { readSources, type SourceFile } from '../architecture.js'

/** Kernels that vectors are held against. */
const KERNELS = ['consensus', 'emission', 'market', 'chain', 'state']
/** What no block of a run computes: big-integer twins, published models, leases, schedules for people. */
const BESIDE_THE_LOOP =
  /\/(exact|research)\/|consensus\/null|emission\/issuance\/schedule|market\/stable|lifecycle\/lease/

function reached(from: string, files: ReadonlyMap<string, SourceFile>): Set<string> {
  const seen = new Set<string>()
  const walk = (path: string) => {
    if (seen.has(path)) return
    seen.add(path)
    for (const { target, type } of files.get(path)?.imports ?? []) if (target && !type) walk(target)
  }
  walk(from)
  return seen
}

const files = new Map(readSources().map((file) => [file.path, file]))
const loop = reached('simulate.ts', files)
const held = [...reached('conform/index.ts', files)].filter((path) => path.startsWith('conform/'))

test('conform holds the very functions that the block loop calls', () => {
  const strangers: string[] = []
  let kernels = 0
  for (const path of held) {
    for (const { target, type } of files.get(path)!.imports) {
      if (!target || type || !KERNELS.includes(target.split('/')[0]) || BESIDE_THE_LOOP.test(target)) continue
      kernels++
      if (!loop.has(target)) strangers.push(`${path} -> ${target}`)
    }
  }
  expect(strangers).toEqual([])
  expect(kernels).toBeGreaterThan(20)
})
