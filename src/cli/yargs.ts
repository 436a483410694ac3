import type { Argv } from 'yargs'

/** The parser of the command line. */
export { type Argv, default as yargs } from 'yargs'

/** The parts of the library that its types do not tell. */
interface Inside {
  getOptions(): { key: Readonly<Record<string, unknown>>; boolean: readonly string[] }
  getInternalMethods(): {
    getUsageInstance(): { getDescriptions(): Readonly<Record<string, string>> }
    getCommandInstance(): { getCommandHandlers(): Readonly<Record<string, { original: string }>> }
  }
}
const inside = (parser: Argv) => parser as unknown as Inside

/** The flags that a parser knows at this point, those of the command that it is in among them, with what they mean. */
export function flagsOf(parser: Argv): Map<string, string> {
  const descriptions = inside(parser).getInternalMethods().getUsageInstance().getDescriptions()
  return new Map(Object.keys(inside(parser).getOptions().key).map((name) => [name, descriptions[name] ?? '']))
}

/** The commands of a parser by name, with the words they take, such as `list <topic> [id]`. */
export function commandsOf(parser: Argv): Map<string, string> {
  const handlers = inside(parser).getInternalMethods().getCommandInstance().getCommandHandlers()
  return new Map(Object.entries(handlers).map(([name, { original }]) => [name, original]))
}

/** Of them, those that are on or off. */
export const switchesOf = (parser: Argv): readonly string[] => inside(parser).getOptions().boolean
