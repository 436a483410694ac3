import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml'
import type { Trouble } from '../fields/quantity.js'
import type { Check } from './check.js'
import { type Entry, nowhere, type Source, type Span, sourceOf, type Tree } from './tree.js'

/**
 * YAML text to a tree with places. No other file knows the parser.
 *
 * Anchors, aliases and merge keys (`<<`) are welcome; what an alias stands for is shared, not copied, and a file whose
 * aliases would unfold to more than 100,000 values is refused.
 */
export function readTree(file: string, text: string, check: Check): Tree | undefined {
  const source = sourceOf(file, text)
  const whole: Span = { source, from: 0, to: 0 }
  if (text.trim() === '') return refuse(check, nowhere(file), { got: 'an empty file', want: 'a scenario' })
  const flood = floods(text)
  if (flood)
    return refuse(check, { source, ...flood }, { got: flood.got, want: 'a scenario of moderate size' })
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'error', uniqueKeys: false })
    if (complain(document, source, check)) return undefined
    if (document.contents === null)
      return refuse(check, whole, { got: 'nothing but comments', want: 'a scenario' })
    return new Planter(document, source, check).tree(document.contents)
  } catch (error) {
    if (error instanceof Unreadable) return refuse(check, error.span, error.trouble)
    // The parser calls itself for each level; only absurd depths end here.
    if (error instanceof RangeError) {
      return refuse(check, whole, {
        got: 'brackets too many levels deep',
        want: 'a scenario of a few levels',
      })
    }
    throw error
  }
}

/** A value given on the command line or by a sweep, such as `3 %` or `[1, 2]`. */
export function readFragment(origin: string, text: string, check: Check): Tree | undefined {
  if (text.trim() === '')
    return refuse(check, nowhere(origin), { got: 'nothing', want: 'a value behind "="' })
  const inner = readTree(origin, text, check)
  return inner && displaced(inner, nowhere(origin))
}

/** Parsing costs some 500 bytes a token, and a call a level: a file beyond these is refused before it is parsed. */
const MOST_TOKENS = 1_000_000
const DEEPEST = 64
/** Outside brackets a level takes at least a column, so this bounds them too. */
const WIDEST = 400

/** Where a text that would drown the parser goes too far; undefined if it does not. Cheap: only tokens are looked at. */
function floods(text: string): { from: number; to: number; got: string } | undefined {
  let depth = 0
  let tokens = 0
  let offset = 0
  let line = 0
  for (const token of new Lexer().lex(text)) {
    if (MARKS.has(token)) continue
    tokens++
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    else if (token === '\n' || token === '\r\n') line = offset + token.length
    const level = token === '-' || token === '?' || token === ':'
    const place = { from: offset, to: offset + 1 }
    if (depth > DEEPEST) return { ...place, got: `brackets more than ${DEEPEST} levels deep` }
    if (level && depth <= 0 && offset - line > WIDEST)
      return { ...place, got: `"${token}" beyond column ${WIDEST}` }
    if (tokens > MOST_TOKENS) return { ...place, got: `more than ${MOST_TOKENS} words and signs` }
    offset += token.length
  }
  return undefined
}
/** Tokens that the lexer adds and the text does not have: byte order mark, document, end of flow, scalar. */
const MARKS = new Set(['\u{FEFF}', '\u0002', '\u0018', '\u001f'])

function refuse(check: Check, span: Span, trouble: Trouble): undefined {
  check.trouble('', span, trouble)
}

/** Report what the parser found; true if it found anything, for then the tree is not to be trusted. */
function complain(document: Document.Parsed, source: Source, check: Check): boolean {
  const found = [...document.errors, ...document.warnings]
  for (const { message, pos } of found) {
    const text = source.text.slice(pos[0], pos[1]).split('\n')[0]
    const blank = text.includes('\t') ? 'a tab' : 'the end of the line'
    const got = text.trim() ? JSON.stringify(text.trim().slice(0, 40)) : blank
    const plain = PLAIN.find(([pattern]) => pattern.test(message))?.[1]
    const want = plain ?? `YAML that can be read: ${lowerFirst(message)}`
    check.trouble('', { source, from: pos[0], to: pos[1] }, { got, want })
  }
  return found.length > 0
}

/** What people who do not write YAML every day fall over, in plain words instead of the parser's. */
const PLAIN: readonly [RegExp, string][] = [
  [/^Source contains multiple documents/, 'one document in a file, without a line "---" in its middle'],
  [/^Tabs are not allowed as indentation/, 'blanks as indentation'],
  [/^Nested mappings are not allowed in compact/, 'quotes around a text that has ": " in it'],
  [/^Block collections are not allowed within flow/, 'a comma between the entries of {...} or [...]'],
  [
    /^(Sequence item without -|All sequence items must)/,
    'the items of a list, and the keys of a map, each at one column',
  ],
  [/^Implicit (map )?keys need to be/, '"key: value", with a blank behind the colon'],
]

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

class Unreadable extends Error {
  readonly span: Span
  readonly trouble: Trouble
  constructor(span: Span, trouble: Trouble) {
    super(trouble.got)
    this.span = span
    this.trouble = trouble
  }
}

const MOST_VALUES = 100_000

/** Turns the parser's nodes into trees, once each, and counts what aliases unfold to. */
class Planter {
  readonly #document: Document.Parsed
  readonly #source: Source
  readonly #check: Check
  readonly #planted = new Map<Node, { tree: Tree; size: number }>()
  readonly #open = new Set<Node>()
  #size = 0

  constructor(document: Document.Parsed, source: Source, check: Check) {
    this.#document = document
    this.#source = source
    this.#check = check
  }

  tree(node: Node | null, near?: Span): Tree {
    if (node === null) return this.#leaf(null, '', near ?? this.#span(null))
    if (isAlias(node)) return this.#alias(node)
    const before = this.#size
    this.#grow(1, node)
    this.#open.add(node)
    const tree = this.#plant(node)
    this.#open.delete(node)
    this.#planted.set(node, { tree, size: this.#size - before })
    return tree
  }

  #plant(node: Node): Tree {
    const span = this.#span(node)
    if (isScalar(node)) {
      const { value, source } = node
      const known = value === null || ['string', 'number', 'boolean'].includes(typeof value)
      if (!known) throw new Unreadable(span, { got: String(value), want: 'text, a number, true or false' })
      return this.#leaf(value as string, source ?? String(value), span)
    }
    if (isSeq<Node>(node)) return { kind: 'row', items: node.items.map((item) => this.tree(item)), span }
    if (isMap<Node, Node | null>(node)) return { kind: 'branch', entries: this.#entries(node.items), span }
    throw new Unreadable(span, { got: 'something unknown', want: 'a map, a list or a value' })
  }

  #entries(pairs: readonly Pair<Node, Node | null>[]): Map<string, Entry> {
    const entries = new Map<string, Entry>()
    const merged: Tree[] = []
    for (const { key, value } of pairs) {
      const span = this.#span(key)
      if (!isScalar(key))
        throw new Unreadable(span, { got: 'a key that is a map or a list', want: 'a word as key' })
      const name = key.source ?? String(key.value)
      const tree = this.tree(value, span)
      if (name === '<<') merged.push(...(tree.kind === 'row' ? tree.items : [tree]))
      else if (entries.has(name))
        this.#check.trouble('', span, { got: `the key "${name}" twice`, want: 'each key once' })
      else entries.set(name, { key: span, tree })
    }
    for (const tree of merged) {
      if (tree.kind !== 'branch')
        throw new Unreadable(tree.span, { got: 'a value', want: 'a map behind "<<"' })
      for (const [name, entry] of tree.entries) if (!entries.has(name)) entries.set(name, entry)
    }
    return entries
  }

  #alias(node: Node): Tree {
    const target = isAlias(node) ? node.resolve(this.#document) : undefined
    const span = this.#span(node)
    const planted = target && this.#planted.get(target)
    if (planted) {
      this.#grow(planted.size, node)
      return planted.tree
    }
    const itself = target && this.#open.has(target)
    throw new Unreadable(span, {
      got: itself ? 'an alias inside its own anchor' : 'an unknown alias',
      want: 'an anchor above',
    })
  }

  #grow(size: number, node: Node): void {
    this.#size += size
    if (this.#size <= MOST_VALUES) return
    throw new Unreadable(this.#span(node), {
      got: `more than ${MOST_VALUES} values`,
      want: 'a smaller scenario',
    })
  }

  #leaf(value: string | number | boolean | null, text: string, span: Span): Tree {
    return { kind: 'leaf', value, text, span }
  }

  #span(node: Node | null): Span {
    const range = node?.range
    return { source: this.#source, from: range ? range[0] : 0, to: range ? range[1] : 0 }
  }
}

/** The same data at another place: an override has none in the file. */
function displaced(tree: Tree, span: Span): Tree {
  if (tree.kind === 'leaf') return { ...tree, span }
  if (tree.kind === 'row') return { ...tree, items: tree.items.map((item) => displaced(item, span)), span }
  const entries = [...tree.entries].map(
    ([key, entry]) => [key, { key: span, tree: displaced(entry.tree, span) }] as const,
  )
  return { ...tree, entries: new Map(entries), span }
}
