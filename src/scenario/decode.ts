import { show, type Trouble } from '../fields/quantity.js'
import { oneOf, readValue } from '../fields/read-value.js'
import type { Field, Fields } from '../fields.js'
import { nearest } from '../nearest.js'
import type { Check } from './check.js'
import type { Values } from './scenario.js'
import { type Branch, dataOf, isAbsent, type Span, type Tree } from './tree.js'

/** What a reader is given: a piece of the file, or nothing, its path, and where to complain. */
export interface Piece {
  readonly tree: Tree | undefined
  readonly path: string
  /** Where the piece is or, if it is missing, what it is missing from. */
  readonly span: Span
  readonly check: Check
}

export const complain = ({ check, path, span }: Piece, trouble: Trouble): undefined => {
  check.trouble(path, span, trouble)
}

/** What is at a piece, for messages. */
export const shown = ({ tree }: Piece): string =>
  tree === undefined ? 'nothing' : show(dataOf(tree) ?? undefined)

/** A map whose keys are all known; complains of the others. Undefined if it is no map; empty if it is absent. */
export function readMap(piece: Piece, known: readonly string[]): Branch | undefined {
  const { tree, check, path, span } = piece
  if (isAbsent(tree)) return { kind: 'branch', entries: new Map(), span }
  if (tree.kind !== 'branch')
    return complain(piece, { got: shown(piece), want: `a map with ${oneOf(known)}` })
  for (const [name, { key }] of tree.entries) {
    if (known.includes(name)) continue
    const trouble = {
      got: `unknown key "${name}"`,
      want: oneOf(known) || 'no key here',
      meant: nearest(name, known),
    }
    check.trouble(join(path, name), key, trouble)
  }
  return tree
}

/** One entry of a map. */
export function at(branch: Branch, name: string, { path, check }: Pick<Piece, 'path' | 'check'>): Piece {
  const entry = branch.entries.get(name)
  const tree = entry && !isAbsent(entry.tree) ? entry.tree : undefined
  return { tree, path: join(path, name), span: tree?.span ?? entry?.key ?? headOf(branch.span), check }
}

/** The elements of a list; absent is empty. Undefined if it is no list. */
export function readItems(piece: Piece, what: string): Piece[] | undefined {
  const { tree, path, check } = piece
  if (isAbsent(tree)) return []
  if (tree.kind !== 'row') return complain(piece, { got: shown(piece), want: what })
  return tree.items.map((item, index) => ({ tree: item, path: `${path}[${index}]`, span: item.span, check }))
}

export const join = (path: string, name: string): string => (path ? `${path}.${name}` : name)

/** A missing key is shown at the first letter of the map it is missing from, not under the whole of it. */
const headOf = (span: Span): Span => ({ ...span, to: Math.min(span.to, span.from + 1) })

/** Every field of a section, its default where the file says nothing. */
export function readFields(piece: Piece, fields: Fields, branch: Branch): Values {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const part = at(branch, name, piece)
    const value = part.tree ? readField(part, field) : undefined
    values[name] = value === undefined ? field.default : value
  }
  return values as Values
}

/** Only those fields of a section that the file names. */
export function readGiven(piece: Piece, fields: Fields, branch: Branch): Values {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const part = at(branch, name, piece)
    if (part.tree) values[name] = readField(part, field)
  }
  return values as Values
}

/** A value in the engine's unit; after a complaint the default, so that reading goes on. */
export function readField<T>(piece: Piece, field: Field<T>): Field<T>['default'] {
  if (piece.tree === undefined) {
    complain(piece, { got: 'nothing', want: readTrouble(field) })
    return field.default
  }
  if (field.kind === 'list') return readListField(piece, field)
  const read = readValue(field as Field<unknown>, dataOf(piece.tree))
  if ('want' in read) {
    complain(piece, read)
    return field.default
  }
  if (read.note) piece.check.note(piece.path, piece.span, read.note)
  return read.value as Field<T>['default']
}

/** What a field wants: found by giving it what no field takes. */
function readTrouble<T>(field: Field<T>): string {
  const read = readValue(field as Field<unknown>, undefined)
  return 'want' in read ? read.want : 'a value'
}

/** A list, element by element, so that a problem is shown at the element. */
function readListField<T>(piece: Piece, field: Field<T>): Field<T>['default'] {
  const items = readItems(piece, 'a list')
  return (items?.map((item) => readField(item, field.of!)) ?? field.default) as Field<T>['default']
}
