import { blocks } from '../fields.js'
import { nearest } from '../nearest.js'
import { at, complain, join, type Piece, readField, readItems, readMap, shown } from './decode.js'
import { readCard, readWord, textOf } from './names.js'
import type { Protocol, ProtocolStep, ScenarioCatalogue } from './scenario.js'
import { wholeOf } from './subnet-choice.js'

type Known = Pick<ScenarioCatalogue, 'eras' | 'regimes' | 'defaultEra'>

/**
 * One era (`mainnet@spec475`), the chain's history (`{follow: mainnet, from: 2025-11-01}`), or a what-if
 * (`{start: mainnet@spec475, set: {shares: flow-ema}, then: [{at: 180 days, set: {shares: price-ema}}]}`).
 */
export function readProtocol(piece: Piece, known: Known, horizon: number): Protocol {
  const one = { start: known.defaultEra, set: {}, later: [] }
  if (piece.tree === undefined) return one
  if (piece.tree.kind === 'leaf')
    return { ...one, start: readCard(piece, known.eras, 'an era')?.id ?? one.start }
  if (piece.tree.kind === 'branch' && piece.tree.entries.has('follow')) return readHistory(piece) ?? one
  const branch = readMap(piece, ['start', 'set', 'then', 'follow', 'from'])
  if (!branch) return one
  const from = at(branch, 'from', piece)
  if (from.tree) complain(from, { got: '"from" without "follow"', want: '{follow: mainnet, from: ...}' })
  const start = at(branch, 'start', piece)
  return {
    start: (start.tree && readCard(start, known.eras, 'an era')?.id) || one.start,
    set: readRegimes(at(branch, 'set', piece), known),
    later: readSteps(at(branch, 'then', piece), known, horizon),
  }
}

function readHistory(piece: Piece): Protocol | undefined {
  const branch = readMap(piece, ['follow', 'from'])
  if (!branch) return undefined
  const follow = readWord(at(branch, 'follow', piece), ['mainnet']) ?? 'mainnet'
  const part = at(branch, 'from', piece)
  const from = wholeOf(part.tree) ?? textOf(part)
  const good = typeof from === 'number' ? from >= 0 : from !== undefined && isDate(from)
  if (good) return { follow, from: from! }
  complain(part, { got: shown(part), want: 'a date such as 2025-11-01, or a block of mainnet' })
  return { follow, from: 0 }
}

/** A day that exists, as ISO 8601 writes it. */
function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match) return false
  const [year, month, day] = match.slice(1).map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function readRegimes(piece: Piece, { regimes }: Known): Record<string, string> {
  const branch = readMap(piece, Object.keys(regimes))
  const set: Record<string, string> = {}
  for (const family of Object.keys(regimes)) {
    const part = branch && at(branch, family, piece)
    if (!part?.tree) continue
    const id = readRegime(part, family, regimes)
    if (id !== undefined) set[family] = id
  }
  return set
}

/** A regime of its family; one that belongs to another family is told where it belongs. */
function readRegime(piece: Piece, family: string, regimes: Known['regimes']): string | undefined {
  const id = textOf(piece)
  if (id !== undefined && regimes[family].has(id)) return id
  const ids = regimes[family].all.map((card) => card.id)
  const home = id !== undefined && Object.keys(regimes).find((other) => regimes[other].has(id))
  const want = `a regime of ${family}: ${ids.join(', ')}${home ? ` ("${id}" is of ${home})` : ''}`
  return complain(piece, { got: shown(piece), want, meant: home ? undefined : nearest(id ?? '', ids) })
}

const AT = blocks('1 day', 'when, from the start', { min: '1 block', unitRequired: true, fixed: true })

function readSteps(piece: Piece, known: Known, horizon: number): ProtocolStep[] {
  const steps: ProtocolStep[] = []
  for (const item of readItems(piece, 'a list such as [{at: 180 days, set: {...}}]') ?? []) {
    const branch = readMap(item, ['at', 'era', 'set'])
    if (!branch) continue
    const when = at(branch, 'at', item)
    const block = Number(readField(when, AT))
    const last = steps.at(-1)
    if (last && block <= last.at)
      complain(when, { got: shown(when), want: `a time after the step before it (block ${last.at})` })
    if (block >= horizon)
      item.check.note(join(item.path, 'at'), when.span, 'lies beyond the horizon: the step is never taken')
    const named = at(branch, 'era', item)
    const era = named.tree && readCard(named, known.eras, 'an era')?.id
    const set = readRegimes(at(branch, 'set', item), known)
    if (!named.tree && !branch.entries.has('set'))
      complain(item, { got: 'a step that changes nothing', want: 'era or set' })
    steps.push({ at: block, ...(era !== undefined && { era }), set })
  }
  return steps
}
