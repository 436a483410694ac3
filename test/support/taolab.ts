import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ended } from './redis.js'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
/** `TAOLAB_MAIN=dist/cli/main.js` runs what is built, which starts sooner than the sources. */
const built = process.env.TAOLAB_MAIN
const command = built ? [built] : ['--import', 'tsx', main]

/** The command in a process of its own, as a user has it. */
export interface Running {
  readonly child: ChildProcess
  readonly said: { out: string; err: string }
  readonly end: Promise<number | null>
}

export function startTaolab(...args: string[]): Running {
  const child = spawn(process.execPath, [...command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout!.on('data', (data) => {
    said.out += data
  })
  child.stderr!.on('data', (data) => {
    said.err += data
  })
  return { child, said, end: ended(child) }
}
