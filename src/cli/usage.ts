import type { Problem } from '../errors.js'
import { oneOf } from '../fields/read-value.js'
import { nearest } from '../nearest.js'
import { usageProblem } from './terminal.js'

/** What the parser knows of a command line at the point where it stops. */
export interface CommandLine {
  readonly args: readonly string[]
  /** Commands by name, with the words they take, such as `list <topic> [id]`. */
  readonly commands: ReadonlyMap<string, string>
  /** Flags known here, without their dashes, with what they mean. */
  readonly flags: ReadonlyMap<string, string>
}

/**
 * What the parser says is wrong, in the words of the house: where, what was given, what was wanted, what was perhaps meant.
 *
 * The parser tells its own words only; those are yargs 18's of the locale `en`. One that is not known here is passed on.
 */
export function usageProblems(message: string, line: CommandLine): Problem[] {
  const told = (pattern: RegExp) => pattern.exec(message)?.[1]
  const words = told(/^Unknown commands?: (.*)$/)
  if (words !== undefined) return [unknownWord(words.split(', ')[0], line)]
  const flags = told(/^Unknown arguments?: (.*)$/)
  if (flags !== undefined) return unknownFlags(flags.split(', '), line)
  const bare = told(/^Not enough arguments following: (.*)$/)
  if (bare !== undefined) return [missing(bare, line)]
  const required = told(/^Missing required arguments?: (.*)$/)
  if (required !== undefined) return required.split(', ').map((name) => missing(name, line))
  const few = told(/^Not enough non-option arguments: got (\d+)/)
  if (few !== undefined) return [usageProblem(whereOf(line), countOf(Number(few)), formOf(line))]
  const choices = [...message.matchAll(/Argument: (\S+), Given: (.*), Choices: (.*)$/gm)]
  if (choices.length > 0)
    return choices.map(([, name, given, all]) => unknownChoice(name, given, all.split(', '), line))
  return [usageProblem(whereOf(line), 'a command line that cannot be read', message)]
}

/** Said by the parser where no command stands at all. */
export const NO_COMMAND = 'Unknown command: '

const commandOf = ({ args, commands }: CommandLine) => args.find((word) => commands.has(word))
const whereOf = (line: CommandLine) => `taolab ${commandOf(line) ?? ''}`.trim()
const formOf = (line: CommandLine) => `taolab ${line.commands.get(commandOf(line) ?? '') ?? '<command>'}`
/** The parser counts the words that a command takes among its flags. */
const isWord = (name: string, line: CommandLine) =>
  formOf(line)
    .split(' ')
    .some((part) => part === `<${name}>` || part === `[${name}]` || part === `[${name}..]`)
const countOf = (words: number) =>
  words === 0 ? 'nothing behind it' : `${words} ${words === 1 ? 'word' : 'words'} behind it`

/** A word where a command should be, or one more than its command takes. */
function unknownWord(word: string, line: CommandLine): Problem {
  if (commandOf(line) !== undefined)
    return usageProblem(whereOf(line), `${JSON.stringify(word)}, one word too many`, formOf(line))
  const names = [...line.commands.keys()]
  const got = word === '' ? 'no command' : `unknown command ${JSON.stringify(word)}`
  return { ...usageProblem('taolab', got, oneOf(names)), meant: nearest(word, names) }
}

/**
 * The parser tells `--attack-of` twice, as attack-of and as attackOf, and `-seed` as the letters s, e and d: what was
 * written is told once.
 */
function unknownFlags(told: readonly string[], line: CommandLine): Problem[] {
  const written = line.args.filter((arg) => /^-/.test(arg)).map((arg) => arg.replace(/=.*$/s, ''))
  const names = [...line.flags.keys()].filter((name) => name.length > 1 && !isWord(name, line))
  const own = (name: string) =>
    written.find((arg) => arg.replace(/^--?/, '') === name) ??
    written.find((arg) => name.length === 1 && /^-[^-]/.test(arg) && arg.includes(name))
  const found = told.flatMap((name) => own(name) ?? [])
  return [...new Set(found.length > 0 ? found : told)].map((flag) => {
    const meant = nearest(flag.replace(/^--?/, ''), names)
    return {
      ...usageProblem(whereOf(line), `unknown flag "${flag}"`, oneOf(names.map((one) => `--${one}`))),
      ...(meant !== undefined && { meant: `--${meant}` }),
    }
  })
}

const missing = (name: string, { flags }: CommandLine): Problem =>
  usageProblem(`--${name}`, 'nothing', `a value${flags.get(name) ? ` (${flags.get(name)})` : ''}`)

function unknownChoice(name: string, given: string, choices: readonly string[], line: CommandLine): Problem {
  const names = choices.map((choice) => choice.replaceAll('"', ''))
  const where = isWord(name, line) ? `${whereOf(line)} <${name}>` : `--${name}`
  return { ...usageProblem(where, given, oneOf(names)), meant: nearest(given.replaceAll('"', ''), names) }
}

/**
 * Switches given a value that is neither true nor false: the parser would take `--json=yes` for off without a word.
 *
 * @param switches  flags known here that are on or off, without their dashes
 */
export function wrongSwitches(args: readonly string[], switches: readonly string[]): Problem[] {
  const plain = (name: string) => name.replaceAll('-', '').toLowerCase()
  const known = new Set(switches.map(plain))
  return args.flatMap((arg) => {
    const [, name, value] = /^--([^=]+)=(.*)$/s.exec(arg) ?? []
    if (name === undefined || !known.has(plain(name)) || /^(true|false)$/.test(value)) return []
    return [usageProblem(`--${name}`, JSON.stringify(value), `true or false, or --${name} alone`)]
  })
}

/** Whether a command line asks for JSON; told before it is parsed, for one that cannot be. */
export const asksJson = (args: readonly string[]): boolean =>
  args.some((arg, i) => arg === '--json=true' || (arg === '--json' && args[i + 1] !== 'false'))
