import { at, complain, type Piece, readItems, readMap, shown } from './decode.js'
import { readId, refuseTwice, textOf } from './names.js'
import type { Hypothesis, HypothesisTest } from './scenario.js'
import { dataOf } from './tree.js'

/** Claims made before the run: `{id: H1, metric: ..., where: {...}, test: "< 0"}`. */
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

/** A metric that is known. */
export function readMetric(piece: Piece, metrics: readonly string[] | undefined): string {
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
export function readTest(piece: Piece): HypothesisTest {
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
