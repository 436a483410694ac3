import { randomUUID } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Write a file that is there whole or not at all: under a name of its own first, whoever else writes the same. */
export function writeWhole(file: string, text: string): void {
  const partial = `${file}.${randomUUID().slice(0, 8)}.partial`
  try {
    writeFileSync(partial, text)
    renameSync(partial, file)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}
