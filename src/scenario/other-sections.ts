import { blocks, type Fields, flag } from '../fields.js'
import {
  at,
  complain,
  type Piece,
  readField,
  readFields,
  readGiven,
  readItems,
  readMap,
  shown,
} from './decode.js'
import { readCard, readId, refuseTwice, textOf } from './names.js'
import type {
  Hypothesis,
  HypothesisTest,
  NetworkChoices,
  RecordChoices,
  ScenarioCatalogue,
  ScriptedEvent,
  Values,
} from './scenario.js'
import { listed } from './subnet-choice.js'
import { dataOf } from './tree.js'

export const RECORD = {
  every: blocks('1 day', 'time between samples of network, subnets and cohorts', {
    min: '1 block',
    unitRequired: true,
    fixed: true,
  }),
  trades: flag(false, 'write every trade'),
  validators: flag(false, 'write validators one by one'),
  miners: flag(false, 'write miners one by one'),
} satisfies Fields
export const EPOCHS = blocks('1 day', 'time between recorded epochs of a subnet, or "every epoch"', {
  unitRequired: true,
  fixed: true,
})

export function readRecord(piece: Piece): RecordChoices {
  const empty = { kind: 'branch', entries: new Map(), span: piece.span } as const
  const branch = readMap(piece, [...Object.keys(RECORD), 'epochs']) ?? empty
  const { every, trades, validators, miners } = readFields(piece, RECORD, branch)
  const part = at(branch, 'epochs', piece)
  const all = textOf(part) === 'every epoch'
  const epochs = all ? 0 : Number(part.tree ? readField(part, EPOCHS) : EPOCHS.default)
  return { every, epochs, trades, validators, miners }
}

/** Chain parameters that the file names: for the network, for every subnet, or for one under `subnets`. */
export function readNetwork(
  piece: Piece,
  catalogue: ScenarioCatalogue,
  netuids: readonly number[],
): NetworkChoices {
  const { network, subnet } = catalogue.sections
  const fields = { ...network, ...subnet }
  const branch = readMap(piece, [...Object.keys(fields), 'subnets'])
  if (!branch) return { all: {}, subnets: {} }
  const part = at(branch, 'subnets', piece)
  return { all: readGiven(piece, fields, branch), subnets: readNetworkSubnets(part, subnet, netuids) }
}

function readNetworkSubnets(
  piece: Piece,
  fields: Fields,
  netuids: readonly number[],
): Record<string, Values> {
  const { tree } = piece
  if (tree === undefined) return {}
  if (tree.kind !== 'branch') {
    complain(piece, { got: shown(piece), want: 'a map by subnet, such as {3: {yuma3: false}}' })
    return {}
  }
  const chosen: Record<string, Values> = {}
  for (const [name, { key }] of tree.entries) {
    const part = at(tree, name, piece)
    if (!netuids.includes(Number(name))) {
      complain(
        { ...part, span: key },
        { got: `"${name}"`, want: `a subnet of this genesis: ${listed(netuids)}` },
      )
      continue
    }
    const branch = readMap(part, Object.keys(fields))
    if (branch) chosen[name] = readGiven(part, fields, branch)
  }
  return chosen
}

const AT = blocks('0 blocks', 'when, from the start', { unitRequired: true, fixed: true })

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

export function readHypotheses(piece: Piece, metrics: readonly string[] | undefined): Hypothesis[] {
  const items = readItems(piece, 'a list such as [{id: H1, metric: ..., test: "< 0"}]') ?? []
  const ids: { id: string; piece: Piece }[] = []
  const hypotheses = items.flatMap((item) => {
    const branch = readMap(item, ['id', 'metric', 'where', 'test'])
    if (!branch) return []
    const named = at(branch, 'id', item)
    const id = readId(named)
    ids.push({ id, piece: named })
    const where = at(branch, 'where', item)
    if (where.tree && where.tree.kind !== 'branch')
      complain(where, { got: shown(where), want: 'a map of path to value' })
    return [
      {
        id,
        metric: readMetric(at(branch, 'metric', item), metrics),
        where: (where.tree?.kind === 'branch' ? dataOf(where.tree) : {}) as Record<string, unknown>,
        test: readTest(at(branch, 'test', item)),
      },
    ]
  })
  refuseTwice(ids, 'hypothesis')
  return hypotheses
}

function readMetric(piece: Piece, metrics: readonly string[] | undefined): string {
  const name = textOf(piece)
  if (name !== undefined && (!metrics || metrics.includes(name))) return name
  complain(piece, { got: shown(piece), want: 'a metric, one of those that "taolab list metrics" names' })
  return ''
}

const NUMBER = '([-+]?[\\d.]+(?:e[-+]?\\d+)?)\\s*(%?)'
const TESTS: readonly [RegExp, (relation: string) => HypothesisTest['relation']][] = [
  [new RegExp(`^(<=?|>=?)\\s*${NUMBER}$`, 'i'), (relation) => relation as HypothesisTest['relation']],
  [new RegExp(`^(=)\\s*${NUMBER}\\s*(?:±|\\+-|\\+/-)\\s*${NUMBER}$`, 'i'), () => '='],
  [new RegExp(`^(between)\\s*${NUMBER}\\s*and\\s*${NUMBER}$`, 'i'), () => 'between'],
]

/** `< 0`, `>= 5 %`, `= 0.6 +- 0.02`, `between 0.5 and 2`. */
function readTest(piece: Piece): HypothesisTest {
  const text = textOf(piece)?.trim() ?? ''
  for (const [pattern, relation] of TESTS) {
    const match = pattern.exec(text)
    if (!match) continue
    const values = [match.slice(2, 4), match.slice(4, 6)]
      .filter(([digits]) => digits)
      .map(([digits, unit]) => (unit ? Number(digits) / 100 : Number(digits)))
    if (values.every(Number.isFinite)) return { relation: relation(match[1]), values }
  }
  complain(piece, {
    got: shown(piece),
    want: 'a test such as "< 0", ">= 5 %", "= 0.6 +- 0.02" or "between 0.5 and 2"',
  })
  return { relation: '=', values: [0, 0] }
}

export function readPlugins(piece: Piece): string[] {
  const items = readItems(piece, 'a list of files such as [./my-agent.ts]') ?? []
  return items.flatMap(
    (item) => textOf(item) ?? complain(item, { got: shown(item), want: 'a file name' }) ?? [],
  )
}
