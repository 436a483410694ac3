import { existsSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type { BuildFailure, BuildResult, Message, Plugin } from 'esbuild'
import { type Problem, ScenarioError } from '../errors.js'
import { sha256Hex } from '../hash.js'
import type { PluginCode } from '../record/manifest.js'
import type { PluginName } from '../scenario/read-scenario.js'
import * as api from './api.js'
import { API_NAME, forbidden, standIn } from './code.js'
import { writtenPlace } from './source-map.js'

const WANT = 'a TypeScript or JavaScript file beside the scenario, such as ./my-agent.ts'

/**
 * Read the files that a scenario names under `plugins:`, each with all that it imports, into one piece of code each.
 *
 * TypeScript is read as such, its types not checked. `taolab` in them is the engine that runs; relative files and installed packages
 * are taken in, JSON and text as data. Node's own modules, clocks and Math.random are refused: a run depends on what its
 * name is made from, and on nothing else.
 *
 * @param scenario  file of the scenario: names are relative to it
 * @throws ScenarioError with every problem and its place
 */
export async function bundlePlugins(names: readonly PluginName[], scenario: string): Promise<PluginCode[]> {
  const problems: Problem[] = []
  const codes: PluginCode[] = []
  for (const name of names) {
    const missing = unreadable(name, scenario)
    if (missing) problems.push(missing)
    else codes.push(...(await bundle(name, scenario, problems)))
  }
  if (problems.length > 0) throw new ScenarioError(problems)
  return codes
}

function unreadable({ name, path, place }: PluginName, scenario: string): Problem | undefined {
  const file = resolve(dirname(scenario), name)
  const refuse = (got: string): Problem => ({ path, ...place, got, want: WANT })
  if (!existsSync(file)) return refuse(`${JSON.stringify(name)}, no such file`)
  if (!statSync(file).isFile()) return refuse(`${JSON.stringify(name)}, which is no file`)
  return /\.m?[jt]s$/.test(name) ? undefined : refuse(JSON.stringify(name))
}

async function bundle({ name }: PluginName, scenario: string, problems: Problem[]): Promise<PluginCode[]> {
  // Loaded when first needed: most scenarios bring no files along.
  const { build } = await import('esbuild')
  const folder = resolve(dirname(scenario))
  let built: BuildResult<{ write: false; metafile: true }>
  try {
    built = await build({
      entryPoints: [resolve(folder, name)],
      absWorkingDir: folder,
      outfile: join(folder, 'plugin.js'),
      bundle: true,
      write: false,
      metafile: true,
      format: 'cjs',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['import', 'module', 'default'],
      target: 'node20',
      sourcemap: 'external',
      sourcesContent: false,
      legalComments: 'none',
      logLevel: 'silent',
      // A tsconfig that lies about could change what the code does, and is not in the hash.
      tsconfigRaw: '{}',
      loader: { '.csv': 'text', '.txt': 'text' },
      define: {
        ...Object.fromEntries(forbidden.map((each, index) => [each.name, standIn(index)])),
        'process.env.NODE_ENV': '"production"',
      },
      plugins: [taolab],
    })
  } catch (error) {
    const { errors } = error as BuildFailure
    if (!Array.isArray(errors)) throw error
    problems.push(...errors.map((message) => problemOf(message, scenario)))
    return []
  }
  const text = (ending: string) => built.outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  const code = { file: name, sha256: hashOf(built, folder), code: text('.js'), map: text('.map') }
  const refused = forbiddenIn(code, scenario)
  problems.push(...refused)
  return refused.length > 0 ? [] : [code]
}

/** `taolab` is what the engine hands in; Node's own modules are refused where they are imported. */
const taolab: Plugin = {
  name: 'taolab',
  setup(build) {
    build.onResolve({ filter: /^taolab(\/engine)?$/ }, () => ({ path: 'taolab', namespace: 'taolab' }))
    build.onLoad({ filter: /.*/, namespace: 'taolab' }, () => ({
      contents: `export const { ${Object.keys(api).sort().join(', ')} } = ${API_NAME}`,
      loader: 'js',
    }))
    build.onResolve({ filter: /^(node:.*|[a-z_]+(\/[a-z_]+)?)$/ }, ({ path }) =>
      path.startsWith('node:') || builtinModules.includes(path)
        ? { errors: [{ text: `a module of Node's own ("${path}")`, detail: 'nothing outside the run' }] }
        : undefined,
    )
  },
}

/** What esbuild says, as a problem of ours. */
function problemOf({ text, location, detail }: Message, scenario: string): Problem {
  const problem = {
    path: '',
    got: text.replace(/[.\s]+$/, ''),
    want: typeof detail === 'string' ? detail : 'code that can be read',
  }
  if (!location) return { ...problem, file: scenario }
  const { file, line, column, lineText, length } = location
  return {
    ...problem,
    file: join(dirname(scenario), file),
    line,
    column: column + 1,
    excerpt: { text: lineText, length: Math.max(1, Math.min(length, lineText.length - column)) },
  }
}

/** Over paths (from the scenario's folder) and contents, in the order of the paths. */
function hashOf({ metafile }: BuildResult<{ metafile: true }>, folder: string): string {
  const files = Object.keys(metafile.inputs).filter((path) => !path.startsWith('taolab:'))
  return sha256Hex(
    files
      .sort()
      .map((path) => `${path} ${sha256Hex(readFileSync(resolve(folder, path)))}`)
      .join('\n'),
  )
}

/** Uses of what would make runs differ, in files of the user's own; in packages they fail when they are called. */
function forbiddenIn({ code, map }: PluginCode, scenario: string): Problem[] {
  const found: Problem[] = []
  for (const [row, text] of code.split('\n').entries()) {
    for (const { index, 1: number } of text.matchAll(/taolab\$forbidden(\d+)/g)) {
      const place = writtenPlace(map, row + 1, index + 1)
      if (!place || /(^|\/)node_modules\//.test(place.file)) continue
      const { name, instead } = forbidden[Number(number)]
      const got = `${name}, which differs from run to run`
      found.push({ path: '', ...place, file: join(dirname(scenario), place.file), got, want: instead })
    }
  }
  return found
}
