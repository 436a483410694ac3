import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const page = readFileSync(`${root}docs/faithfulness.md`, 'utf8')

/** Files of the source whose text has this in it. */
const filesWith = (text: string): string[] =>
  readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && readFileSync(root + path, 'utf8').includes(text))
    .sort()

/** Paths that the page names from the repository's root, such as `src/market/stable.ts` or `src/chain/calls/`. */
const named = [...page.matchAll(/`((?:src|test|data|docs)\/[\w./-]+)`/g)].map(([, path]) => path)

test('every file with a known difference from the chain is named on the page about faithfulness', () => {
  const differing = filesWith('Differs:')
  expect(differing.length).toBeGreaterThan(10)
  expect(differing.filter((path) => !named.includes(path))).toEqual([])
})

test('every file that the page names is there', () => {
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((path) => !existsSync(root + path))).toEqual([])
})
