import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Reads the import lines of the source: the graph that architecture.test.ts judges. */

export const sourceFolder = fileURLToPath(new URL('../src/', import.meta.url))

/** Floors from the top; an import may only point to a floor below. Names are rooms: a folder, or a file of the top. */
export const floors: readonly (readonly string[])[] = [
  ['cli', 'index', 'frame'],
  ['engine'],
  ['sweep', 'bench', 'calibration'],
  ['simulate', 'plugins'],
  ['genesis'],
  ['conform', 'scenario', 'report'],
  ['agents', 'record'],
  ['chain'],
  ['consensus', 'emission', 'market'],
  ['card', 'refusal'],
  ['state', 'fields', 'stats'],
  ['numeric', 'random', 'tables', 'units', 'errors', 'nearest', 'hash', 'version'],
]

export interface SourceFile {
  /** Path from src, with slashes, such as `market/balancer.ts`. */
  readonly path: string
  readonly room: string
  readonly lines: number
  readonly imports: readonly Import[]
}

export interface Import {
  /** As written. */
  readonly specifier: string
  /** Path from src of what it names, if it is a file of ours. */
  readonly target?: string
  /** Types only: gone at run time. */
  readonly type: boolean
}

/** `market/index.ts` belongs to market, `genesis.ts` and `genesis/fill.ts` both to genesis. */
export const roomOf = (path: string): string => path.replace(/\.ts$/, '').split('/')[0]

/** Number of the floor from the top, -1 if the room is on no floor. */
export const floorOf = (room: string): number => floors.findIndex((floor) => floor.includes(room))

/** Every TypeScript file under a folder. */
export function readSources(folder: string = sourceFolder): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readSource(path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

export function readSource(path: string, text: string): SourceFile {
  const code = withoutComments(text)
  const lines = text.trimEnd().split('\n').length
  return { path, room: roomOf(path), lines, imports: importsOf(path, code) }
}

/** Comments may show an import as an example. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

function importsOf(path: string, code: string): Import[] {
  const found: Import[] = []
  const add = (specifier: string, type: boolean) => {
    const local = specifier.startsWith('.')
    const joined = normalize(join(dirname(path), specifier))
      .split(sep)
      .join('/')
    found.push({ specifier, type, ...(local ? { target: joined.replace(/\.js$/, '.ts') } : {}) })
  }
  const fixed = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]/gm
  for (const [, type, specifier] of code.matchAll(fixed)) add(specifier, type !== undefined)
  for (const [, specifier] of code.matchAll(/^import\s+['"]([^'"]+)['"]/gm)) add(specifier, false)
  // Loaded when needed: `await import('mathjs')`, and `import('mathjs').X` in a type.
  for (const [, specifier] of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) add(specifier, false)
  return found
}

/** An import that points up or sideways, in words. */
export function wrongWays(sources: readonly SourceFile[]): string[] {
  const wrong: string[] = []
  for (const { path, room, imports } of sources) {
    if (floorOf(room) < 0) wrong.push(`${path}: room "${room}" is on no floor`)
    for (const { target } of imports) {
      if (target === undefined) continue
      if (target.startsWith('..')) wrong.push(`${path}: leaves src for ${target}`)
      const other = roomOf(target)
      if (other !== room && floorOf(other) <= floorOf(room)) wrong.push(`${path} -> ${target}`)
    }
  }
  return wrong
}

/** Circles of files at run time. Types may name one another within a room: rules name their parts, parts the rules. */
export function circles(sources: readonly SourceFile[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push([...trail.slice(start), path].join(' -> '))
    if (start >= 0 || done.has(path)) return
    for (const { target, type } of byPath.get(path)?.imports ?? []) {
      if (target !== undefined && !type) walk(target, [...trail, path])
    }
    done.add(path)
  }
  for (const { path } of sources) walk(path, [])
  return found
}

/** Files that each package is imported by. */
export function doors(sources: readonly SourceFile[]): Map<string, string[]> {
  const byPackage = new Map<string, string[]>()
  for (const { path, imports } of sources) {
    for (const { specifier, target } of imports) {
      if (target !== undefined || specifier.startsWith('node:')) continue
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
      byPackage.set(name, [...new Set([...(byPackage.get(name) ?? []), path])])
    }
  }
  return byPackage
}

/** The files that running `path` loads, in walking order. Types are left out, lazy imports are in. */
export function reach(sources: readonly SourceFile[], path: string): SourceFile[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const seen = new Set<string>()
  const walk = (at: string) => {
    if (seen.has(at) || !byPath.has(at)) return
    seen.add(at)
    for (const { target, type } of byPath.get(at)!.imports) if (target !== undefined && !type) walk(target)
  }
  walk(path)
  return [...seen].map((at) => byPath.get(at)!)
}
