import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

/**
 * Bundle a module for the browser, everything included, and run it where nothing of Node's exists.
 *
 * @param source TypeScript with imports from the repository's root, such as `export { simulate } from './src/simulate.js'`
 * @returns      its exports, living in a context of their own
 */
export async function inBrowser<T>(source: string): Promise<T> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'bundle',
    target: 'es2022',
    logLevel: 'silent',
  })
  // What a browser has and the bare language lacks. No process, no Buffer, no require, no timers.
  const context = vm.createContext({ TextEncoder, TextDecoder })
  vm.runInContext('globalThis.self = globalThis', context)
  vm.runInContext(outputFiles[0].text, context, { filename: 'bundle.js' })
  return vm.runInContext('bundle', context) as T
}
