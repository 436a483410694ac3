import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Shipped strategies, beside `src/cli` and `dist/cli` alike. */
const folder = fileURLToPath(new URL('../agents/strategies', import.meta.url))

/**
 * What a shipped strategy says of itself: the docstring above its declaration, with its equations, letters, choices and
 * source, as the installed file has it. Undefined for any other.
 */
export function modelOf(id: string): string | undefined {
  for (const name of readdirSync(folder)) {
    if (!/(?<!\.d)\.[jt]s$/.test(name)) continue
    const text = readFileSync(join(folder, name), 'utf8')
    const at = text.search(new RegExp(`\\bid: '${id}',`))
    if (at >= 0) return docstringBefore(text, at)
  }
  return undefined
}

/** The last docstring that ends before a place, without its stars. */
function docstringBefore(text: string, at: number): string | undefined {
  const end = text.lastIndexOf('*/', at)
  const start = text.lastIndexOf('/**', end)
  if (end < 0 || start < 0) return undefined
  const lines = text.slice(start + 3, end).split('\n')
  return lines
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()
}
