import { SourceMap } from 'node:module'

/** A place in a file that the user wrote; counted from 1. */
export interface WrittenPlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** From a place in bundled code (counted from 1) to the file it came from; undefined for what the bundler added. */
export function writtenPlace(map: string, line: number, column: number): WrittenPlace | undefined {
  const found = new SourceMap(JSON.parse(map)).findEntry(line - 1, column - 1) as {
    originalSource?: string
    originalLine?: number
    originalColumn?: number
  }
  if (found.originalSource === undefined || found.originalLine === undefined) return undefined
  return { file: found.originalSource, line: found.originalLine + 1, column: (found.originalColumn ?? 0) + 1 }
}
