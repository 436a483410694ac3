import { compileFunction } from 'node:vm'
import type { PluginCode } from '../record/manifest.js'
import * as api from './api.js'
import { API_NAME, forbidden, standIn } from './code.js'
import { ownGlobals, refusals } from './own-globals.js'
import { type WrittenPlace, writtenPlace } from './source-map.js'

/** Name of a plugin's code in the lines of a stack. */
const nameOf = (index: number): string => `taolab-plugin-${index}`
const FRAME = /taolab-plugin-(\d+):(\d+):(\d+)/

/**
 * Carry out a plugin's code. Each call makes the file's own variables anew, so that no run sees what another left.
 *
 * @param index  place of the plugin in its scenario, by which lines of a stack are found again
 * @returns what the file exports
 * @throws whatever the file throws
 */
export function runCode({ code }: PluginCode, index: number): Readonly<Record<string, unknown>> {
  const own = ownGlobals()
  const names = ['module', 'exports', API_NAME, ...forbidden.map((_, k) => standIn(k)), ...Object.keys(own)]
  // A function of its own: the file may call something of its own `process` or `fetch`.
  const body = compileFunction(`(() => {${code}\n})()`, names, { filename: nameOf(index) })
  const module: { exports: Record<string, unknown> } = { exports: {} }
  body(module, module.exports, api, ...refusals, ...Object.values(own))
  return module.exports
}

/** The line of a user's file in which an error was thrown, or through which it came. */
export function thrownAt(error: unknown, codes: readonly PluginCode[]): WrittenPlace | undefined {
  if (!(error instanceof Error)) return undefined
  for (const line of (error.stack ?? '').split('\n')) {
    const frame = FRAME.exec(line)
    const map = frame && codes[Number(frame[1])]?.map
    const place = map && writtenPlace(map, Number(frame[2]), Number(frame[3]))
    if (place) return place
  }
  return undefined
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
