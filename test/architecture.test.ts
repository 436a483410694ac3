import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

import {
  circles,
  doors,
  floorOf,
  floors,
  reach,
  readSource,
  readSources,
  type SourceFile,
  sourceFolder,
  wrongWays,
} from './architecture.js'

const sources = readSources()

describe('the house', () => {
  test('an import points down: never up, never to a stranger on the same floor', () => {
    expect(wrongWays(sources)).toEqual([])
  })

  test('files do not import one another in a circle', () => {
    expect(circles(sources)).toEqual([])
  })

  test('each package has one door', () => {
    const open = [...doors(sources)].filter(([, files]) => files.length > 1)
    expect(open).toEqual([])
  })

  test('no file is longer than 260 lines', () => {
    expect(sources.filter(({ lines }) => lines > 260).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
      [],
    )
  })

  test('what simulate reaches imports nothing of Node', () => {
    const engine = reach(sources, 'simulate.ts')
    const names = engine.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => specifier.startsWith('node:'))
        .map(({ specifier }) => `${path}: ${specifier}`),
    )
    expect(engine.length).toBeGreaterThan(50)
    expect(names).toEqual([])
  })

  test('every import of our own names a file that exists', () => {
    const paths = new Set(sources.map(({ path }) => path))
    const missing = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target !== undefined && !paths.has(target))
        .map(({ target }) => `${path}: ${target}`),
    )
    expect(missing).toEqual([])
  })
})

/** What a registry looks like from outside. */
interface Family {
  family: string
  all: readonly unknown[]
}

const isFamily = (value: unknown): value is Family =>
  typeof value === 'object' && value !== null && 'family' in value && Array.isArray((value as Family).all)

const isCard = (value: unknown): value is { id: string } =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'summary', 'source'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string')

/** Rooms whose files may hold cards. */
const cardRooms = ['agents', 'record', 'chain', 'consensus', 'emission', 'market', 'bench']
/** In these folders every file is a plug-in. */
const pluginFolders = ['agents/strategies/', 'record/metrics/']

describe('the registries', () => {
  const modules = new Map<string, Record<string, unknown>>()
  const registered = new Set<unknown>()

  beforeAll(async () => {
    for (const { path, room } of sources) {
      if (cardRooms.includes(room)) modules.set(path, await import(join(sourceFolder, path)))
    }
    const families = [...modules.values()].flatMap((module) => Object.values(module).filter(isFamily))
    for (const card of families.flatMap(({ all }) => all)) registered.add(card)
  })

  test('every regime, strategy and metric is in its registry', () => {
    expect(registered.size).toBeGreaterThan(30)
    const forgotten: string[] = []
    for (const [path, module] of modules) {
      for (const [name, value] of Object.entries(module)) {
        if (isCard(value) && !registered.has(value)) forgotten.push(`${path}: ${name} ("${value.id}")`)
      }
    }
    expect(forgotten).toEqual([])
  })

  test('every file among strategies and metrics holds a card', () => {
    const empty = [...modules]
      .filter(([path]) => pluginFolders.some((folder) => path.startsWith(folder)))
      .filter(([, module]) => !cardsOf(module).some((card) => registered.has(card)))
      .map(([path]) => path)
    expect(empty).toEqual([])
  })

  test('every card has an id (kebab-case; table.column for a metric), a sentence and a source', () => {
    for (const card of registered) {
      if (!isCard(card)) continue
      const { id, summary, source } = card as unknown as Record<string, string>
      expect(id, id).toMatch(/^(?:[a-z0-9]+(?:[-@][a-z0-9]+)*|[a-z]+\.[a-z0-9_]+)$/)
      expect(summary.length, id).toBeGreaterThanOrEqual(5)
      expect(source.length, id).toBeGreaterThan(5)
    }
  })
})

/** Cards a module exports, alone or in lists. */
const cardsOf = (module: Record<string, unknown>): unknown[] =>
  Object.values(module)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isCard)

describe('this test itself', () => {
  const house = (files: Record<string, string>): SourceFile[] =>
    Object.entries(files).map(([path, text]) => readSource(path, text))

  test('sees an upward and a sideways import, and lets a downward one pass', () => {
    const up = house({ 'market/a.ts': "import { run } from '../chain/block.js'" })
    const sideways = house({ 'market/a.ts': "import type { Shares } from '../emission/emission.js'" })
    const down = house({
      'market/a.ts': "import {\n  toRao,\n} from '../units.js'\nimport { x } from './b.js'",
    })
    expect(wrongWays(up)).toEqual(['market/a.ts -> chain/block.ts'])
    expect(wrongWays(sideways)).toEqual(['market/a.ts -> emission/emission.ts'])
    expect(wrongWays(down)).toEqual([])
  })

  test('sees a room that is on no floor, and an import that leaves src', () => {
    expect(wrongWays(house({ 'attic/a.ts': '' }))).toEqual(['attic/a.ts: room "attic" is on no floor'])
    expect(wrongWays(house({ 'units.ts': "export * from '../test/x.js'" }))[0]).toContain('leaves src')
  })

  test('sees a circle, however long, but not one of types', () => {
    const ring = {
      'state/a.ts': "import { b } from './b.js'",
      'state/b.ts': "export { c } from './c.js'",
      'state/c.ts': "import { a } from './a.js'",
    }
    expect(circles(house(ring))).toEqual(['state/a.ts -> state/b.ts -> state/c.ts -> state/a.ts'])
    expect(circles(house({ ...ring, 'state/c.ts': "import type { A } from './a.js'" }))).toEqual([])
  })

  test('sees a second door, lazy ones too, and no door in a comment', () => {
    const files = house({
      'numeric/a.ts': "const { parse } = await import('mathjs')",
      'numeric/b.ts':
        "import { all } from 'mathjs/number'\n// import x from 'yaml'\n/* import y from 'zod' */",
    })
    expect([...doors(files)]).toEqual([['mathjs', ['numeric/a.ts', 'numeric/b.ts']]])
  })

  test('follows what is loaded at run time and no types', () => {
    const files = house({
      'simulate.ts': "import { a } from './chain/a.js'\nimport type { T } from './chain/t.js'",
      'chain/a.ts': "export { u } from '../units.js'",
      'chain/t.ts': "import { readFileSync } from 'node:fs'",
      'units.ts': '',
    })
    expect(reach(files, 'simulate.ts').map(({ path }) => path)).toEqual([
      'simulate.ts',
      'chain/a.ts',
      'units.ts',
    ])
  })

  test('the floors name each room once', () => {
    const rooms = floors.flat()
    expect(new Set(rooms).size).toBe(rooms.length)
    expect(floorOf('cli')).toBeLessThan(floorOf('units'))
  })
})
