import { blocks, type Fields } from '../fields.js'
import { nearest } from '../nearest.js'
import { at, complain, type Piece, readField, readFields, readItems, readMap, shown } from './decode.js'
import { readCard } from './names.js'
import type { ScenarioCatalogue, ScriptedEvent, Values } from './scenario.js'
import type { Branch } from './tree.js'

const AT = blocks('0 blocks', 'when, from the start', { unitRequired: true, fixed: true })

/** What happens at a set time, whatever agents do: `{at: 10 days, kind: ..., ...}`, sorted by time. */
export function readEvents(
  piece: Piece,
  catalogue: ScenarioCatalogue,
  horizon: number,
  known: Known,
): ScriptedEvent[] {
  const items = readItems(piece, 'a list such as [{at: 10 days, kind: ...}]') ?? []
  const events = items.flatMap((item) => {
    if (item.tree?.kind !== 'branch')
      return complain(item, { got: shown(item), want: 'a map with at and kind' }) ?? []
    const kind = readCard(at(item.tree, 'kind', item), catalogue.events, 'a kind of event')
    const when = at(item.tree, 'at', item)
    const block = Number(readField(when, AT))
    if (block >= horizon) item.check.note(when.path, when.span, 'lies beyond the horizon: it never happens')
    const branch = kind && readMap(item, ['at', 'kind', ...Object.keys(kind.fields)])
    if (!kind || !branch) return []
    const values = readFields(item, kind.fields, branch)
    checkNames(item, branch, kind.fields, values, known)
    return [{ at: block, kind: kind.id, values }]
  })
  return events.sort((a, b) => a.at - b.at)
}

/** What events may speak of. */
export interface Known {
  readonly netuids: readonly number[]
  readonly cohorts: readonly string[]
}

/** A field called `netuid` names a subnet of genesis, one called `cohort` a cohort; both may be left out if they are optional. */
function checkNames(piece: Piece, branch: Branch, fields: Fields, values: Values, known: Known): void {
  if ('netuid' in fields) {
    const netuid = at(branch, 'netuid', piece)
    const missing = values.netuid === undefined ? false : !known.netuids.includes(Number(values.netuid))
    if (missing || (!netuid.tree && !fields.netuid.optional)) {
      const want = `one of the subnets of genesis: ${cut(known.netuids.join(', '))}`
      complain(netuid, { got: shown(netuid), want })
    }
  }
  if ('cohort' in fields && values.cohort !== '' && !known.cohorts.includes(String(values.cohort))) {
    const cohort = at(branch, 'cohort', piece)
    const want = `the id of a cohort: ${cut(known.cohorts.join(', '))}`
    complain(cohort, { got: shown(cohort), want, meant: nearest(String(values.cohort), known.cohorts) })
  }
}

const cut = (text: string): string => (text.length > 100 ? `${text.slice(0, 97)}...` : text)
