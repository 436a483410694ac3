import type { Argv } from 'yargs'

/** The parser of the command line. */
export { type Argv, default as yargs } from 'yargs'

/** The flags that a parser knows at this point, those of the command that it is in among them. */
export function flagsOf(parser: Argv): string[] {
  // Of the library's interface (getOptions), but not of its types.
  const { key } = (parser as unknown as { getOptions(): { key: Record<string, unknown> } }).getOptions()
  return Object.keys(key)
}
