import type { Strategy } from '../agents/strategy.js'
import type { Card } from '../card.js'
import { declaredFamily } from '../chain/regimes.js'
import type { Family } from '../chain/rules.js'
import type { Metric } from '../record/metric.js'

/** What a plugin's export is, or what is wrong with it; `other` is none of our business. */
export type Found =
  | { readonly is: 'strategy'; readonly card: Strategy }
  | { readonly is: 'metric'; readonly card: Metric }
  | { readonly is: 'regime'; readonly card: Card; readonly family: Family }
  | { readonly is: 'bad'; readonly troubles: readonly Trouble[] }
  | { readonly is: 'other' }

type Loose = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null
const isFunction = (value: unknown): boolean => typeof value === 'function'
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const ROLES = ['miner', 'validator', 'owner', 'staker', 'trader', 'demand']
const LEVELS = ['network', 'subnets', 'epochs', 'agents', 'validators', 'miners', 'summary']

/** Look at an export. A card is what has an `id`; what it is shows in what else it has. */
export function identify(value: unknown): Found {
  if (!isObject(value) || !('id' in value)) return { is: 'other' }
  const family = declaredFamily(value)
  const kind = family ? 'regime' : 'sample' in value ? 'metric' : 'strategy'
  const troubles = [...cardTroubles(value, kind), ...own[kind](value)]
  if (troubles.length > 0) return { is: 'bad', troubles }
  if (family) return { is: 'regime', card: value as unknown as Card, family }
  return kind === 'metric'
    ? { is: 'metric', card: value as unknown as Metric }
    : { is: 'strategy', card: value as unknown as Strategy }
}

/** What is wrong with a card. */
export interface Trouble {
  readonly got: string
  readonly want: string
}
const need = (fine: boolean, got: string, want: string): Trouble[] => (fine ? [] : [{ got, want }])
const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value)

/** What every card has. */
const cardTroubles = (card: Loose, kind: string): Trouble[] => [
  ...need(
    kind === 'metric' ? isText(card.id) : typeof card.id === 'string' && KEBAB.test(card.id),
    `id ${shown(card.id)}`,
    'an id such as dip-buyer: small letters, digits, "-"',
  ),
  ...need(isText(card.summary), `summary ${shown(card.summary)}`, 'one plain sentence'),
  ...need(isText(card.source), `source ${shown(card.source)}`, 'where it comes from, such as "own model"'),
]

const fieldTroubles = (params: unknown): Trouble[] =>
  isObject(params)
    ? Object.entries(params).flatMap(([name, field]) =>
        need(
          isObject(field) && isText(field.kind) && isText(field.sentence),
          `params.${name} ${shown(field)}`,
          "a field such as fraction('5%', 'what it is')",
        ),
      )
    : [{ got: `params ${shown(params)}`, want: 'fields by name, {} for none' }]

const memoryTroubles = (memory: unknown): Trouble[] =>
  isObject(memory)
    ? Object.entries(memory).flatMap(([name, column]) =>
        need(
          isObject(column) && (column.kind === 'f64' || MANY.some((each) => each in column)),
          `memory.${name} ${shown(column)}`,
          "a column such as f64('RAO', 'what it is') or perSubnetMemory(f64(...))",
        ),
      )
    : [{ got: `memory ${shown(memory)}`, want: 'columns by name, {} for none' }]
const MANY = ['perSubnet', 'slots', 'perUid']

const own: Readonly<Record<'strategy' | 'metric' | 'regime', (card: Loose) => Trouble[]>> = {
  strategy: (card) => [
    ...need(ROLES.includes(String(card.role)), `role ${shown(card.role)}`, `one of ${ROLES.join(', ')}`),
    ...fieldTroubles(card.params),
    ...memoryTroubles(card.memory),
    ...need(isFunction(card.wake), `wake ${shown(card.wake)}`, 'wake(me, chain): blocks until the next look'),
    ...need(isFunction(card.decide), `decide ${shown(card.decide)}`, 'decide(me, chain, desk, outside)'),
    ...need(
      card.start === undefined || isFunction(card.start),
      `start ${shown(card.start)}`,
      'a function, or none',
    ),
  ],
  metric: (card) => [
    ...need(LEVELS.includes(String(card.level)), `level ${shown(card.level)}`, `one of ${LEVELS.join(', ')}`),
    ...need(
      /^[a-z][a-z0-9_]*$/.test(String(card.column)),
      `column ${shown(card.column)}`,
      'a name such as spread_frac that ends in its unit',
    ),
    ...need(isFunction(card.sample), `sample ${shown(card.sample)}`, 'sample(row): a number'),
  ],
  regime: () => [],
}
