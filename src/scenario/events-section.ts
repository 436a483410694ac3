import { blocks } from '../fields.js'
import { at, complain, type Piece, readField, readFields, readItems, readMap, shown } from './decode.js'
import { readCard } from './names.js'
import type { ScenarioCatalogue, ScriptedEvent } from './scenario.js'

const AT = blocks('0 blocks', 'when, from the start', { unitRequired: true, fixed: true })

/** What happens at a set time, whatever agents do: `{at: 10 days, kind: ..., ...}`, sorted by time. */
export function readEvents(piece: Piece, catalogue: ScenarioCatalogue, horizon: number): ScriptedEvent[] {
  const items = readItems(piece, 'a list such as [{at: 10 days, kind: ...}]') ?? []
  const events = items.flatMap((item) => {
    if (item.tree?.kind !== 'branch')
      return complain(item, { got: shown(item), want: 'a map with at and kind' }) ?? []
    const kind = readCard(at(item.tree, 'kind', item), catalogue.events, 'a kind of event')
    const when = at(item.tree, 'at', item)
    const block = Number(readField(when, AT))
    if (block >= horizon) item.check.note(when.path, when.span, 'lies beyond the horizon: it never happens')
    const branch = kind && readMap(item, ['at', 'kind', ...Object.keys(kind.fields)])
    return kind && branch ? [{ at: block, kind: kind.id, values: readFields(item, kind.fields, branch) }] : []
  })
  return events.sort((a, b) => a.at - b.at)
}
