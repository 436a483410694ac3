import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

import { ENGINE_VERSION } from '../src/version.js'
import { doors, readSources } from './architecture.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')

interface Locked {
  version?: string
  resolved?: string
  hasInstallScript?: boolean
  optional?: boolean
  os?: string[]
}
const lock: Record<string, Locked> = JSON.parse(read('package-lock.json')).packages

test('the lock file holds no download address', () => {
  const addresses = Object.values(lock).filter(({ resolved }) => /:\/\//.test(resolved ?? ''))
  expect(addresses).toEqual([])
})

test('the lock file names every optional package, of whatever platform, so that npm ci accepts it anywhere', () => {
  const missing = Object.entries(lock).flatMap(([path, entry]) => {
    const { optionalDependencies = {} } = entry as { optionalDependencies?: Record<string, string> }
    return Object.keys(optionalDependencies).filter(
      (name) => !lock[`${path}/node_modules/${name}`] && !lock[`node_modules/${name}`],
    )
  })
  expect(missing).toEqual([])
})

test('no package needs to run code when it is installed', () => {
  const scripts = Object.entries(lock).filter(
    ([, { hasInstallScript, optional }]) => hasInstallScript && !optional,
  )
  // esbuild finds its binary in a package of its own; its script only shortens the way of its command. zeromq, which the
  // notebooks' kernel speaks through, brings its binaries along; its script builds them anew where none fits.
  expect(scripts.map(([path]) => path)).toEqual(['node_modules/esbuild', 'node_modules/zeromq'])
  expect(read('.npmrc')).toContain('ignore-scripts=true')
})

test('whoever installs without the tools of development has every package that the source loads', () => {
  const { dependencies } = JSON.parse(read('package.json'))
  expect([...doors(readSources()).keys()].filter((name) => !(name in dependencies))).toEqual([])
})

test('the published package does not depend on what only notebooks and tests need', () => {
  const { dependencies, version } = JSON.parse(read('package.json'))
  for (const name of ['danfojs-node', '@tensorflow/tfjs-node', 'vitest']) {
    expect(dependencies).not.toHaveProperty(name)
  }
  expect(version).toBe(ENGINE_VERSION)
  expect(read('CITATION.cff')).toContain(`version: ${version}`)
  expect(read('CHANGELOG.md')).toContain(`## ${version}`)
})
