import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ScenarioError } from '../../src/errors.js'
import { loadScenario } from '../../src/scenario/load.js'
import { catalogue } from './catalogue.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taolab-scenario-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function refusal(name: string, content?: string | Uint8Array) {
  const file = join(folder, name)
  if (content !== undefined) await writeFile(file, content)
  const error = await loadScenario(file, catalogue).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(ScenarioError)
  return error.message.replace(file, 'FILE')
}

test('a scenario is loaded from its file and named after it', async () => {
  const file = join(folder, 'thin-liquidity.yaml')
  await writeFile(file, '\ufeffhorizon: 1 day\r\nseed: 3\r\n')
  const { scenario } = await loadScenario(file, catalogue)
  expect([scenario.name, scenario.horizon, scenario.seed]).toEqual(['thin-liquidity', 7200, '3'])
})

test('a file that is not there is refused', async () =>
  expect(await refusal('none.yaml')).toBe('FILE  got no such file, want a scenario file'))

test('a directory is refused', async () =>
  expect(await refusal('')).toMatch(/^FILE\/? {2}got a directory, want a scenario file$/))

test('an empty file is refused', async () =>
  expect(await refusal('empty.yaml', '')).toBe('FILE  got an empty file, want a scenario'))

test('a file over 10 MB is refused unread', async () =>
  expect(await refusal('long.yaml', '#'.repeat(10_500_000))).toBe('FILE  got 10.50 MB, want at most 10 MB'))

test('bytes that are not UTF-8 are refused', async () =>
  expect(await refusal('latin.yaml', Uint8Array.of(0x6e, 0xe4, 0x0a))).toBe(
    'FILE  got bytes that are not UTF-8, want a text file',
  ))
