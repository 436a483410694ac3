import { afterLending, fractionOf, lent } from '../../chain/children/inherit.js'
import { type Lender, shareOut } from '../../chain/children/share-out.js'
import { ownerMayChange, rollForward } from '../../chain/conviction/roll.js'
import type { Hold, Runner, Vector } from '../hold.js'
import { taoWeightOf } from './stake.js'

const part = (raw: string | number): number => fractionOf(BigInt(raw))

function inherit(vector: Vector, hold: Hold): void {
  const { inputs, expected } = vector
  if (inputs.parent_stakes) {
    const p = part(inputs.proportion_raw)
    const stakes: number[] = inputs.parent_stakes.map(Number)
    hold.rao(
      'parents',
      expected.parents,
      stakes.map((stake) => afterLending(stake, lent(stake, p), 0)),
    )
    hold.rao(
      'child',
      expected.child,
      afterLending(
        0,
        0,
        stakes.reduce((sum, stake) => sum + lent(stake, p), 0),
      ),
    )
    return
  }
  const stake = Number(inputs.parent_stake)
  const raws: (string | number)[] =
    inputs.proportions_raw ?? new Array(childrenOf(vector)).fill(inputs.proportion_raw)
  const parts = raws.map((raw) => lent(stake, part(raw)))
  hold.rao(
    'parent',
    expected.parent,
    afterLending(
      stake,
      parts.reduce((sum, one) => sum + one, 0),
      0,
    ),
  )
  if (expected.children)
    hold.rao(
      'children',
      expected.children,
      parts.map((one) => afterLending(0, 0, one)),
    )
  else hold.rao('child', expected.child, afterLending(0, 0, parts[0]))
}

/** Where a vector gives one proportion, the name of the chain's test says whether one child or two receive it. */
const childrenOf = ({ inputs, source }: Vector): number =>
  Number(inputs.children ?? (/multiple_child/.test(source?.test ?? '') ? 2 : 1))

function dividends({ inputs, expected }: Vector, hold: Hold): void {
  if (inputs.parent_stake_share !== undefined) {
    nominatorShares(inputs, expected, hold)
    return
  }
  const { child, parents } = inputs
  const self: Lender = { alpha: child.alpha, root: child.root, part: kept(child.children), sameOwner: true }
  type Parent = { alpha: number; root: number; prop: string; owner: string; name: string }
  const lenders: Lender[] = parents.map((parent: Parent) => ({
    alpha: parent.alpha,
    root: parent.root,
    part: part(parent.prop),
    sameOwner: parent.owner === child.owner,
  }))
  const toParents: number[] = []
  const take = inputs.childkey_take_raw / 65_535
  const weight = taoWeightOf(inputs.tao_weight_raw)
  const burn = part(inputs.ck_burn_raw)
  const { toChild, recycled } = shareOut(inputs.dividend, self, lenders, weight, take, burn, toParents)
  const got = new Map<string, number>([[child.name, toChild]])
  for (let j = 0; j < parents.length; j++) got.set(parents[j].name, toParents[j])
  for (const [name, amount] of expected.split) hold.rao(`split.${name}`, amount, got.get(name) ?? Number.NaN)
  hold.rao('recycled_by_ck_burn', expected.recycled_by_ck_burn, recycled)
}

const kept = (children: string[]): number =>
  Math.max(
    0,
    children.reduce((left, raw) => left - part(raw), 1),
  )

/**
 * A parent and a childkey that both validate, paid by stake weight: the parent's part of the childkey's dividend, less the
 * take, joins what it earns itself; the take stays with the childkey, whose only nominator receives it.
 */
// biome-ignore lint/suspicious/noExplicitAny: a vector's inputs and what it expects
function nominatorShares(inputs: any, expected: any, hold: Hold): void {
  const whole = 1e15
  const parent = inputs.parent_stake_share * whole
  const lentOut = parent * inputs.parent_gives
  const nominator = inputs.nominator_of_child_stake_share * whole
  const self: Lender = { alpha: nominator, root: 0, part: 1, sameOwner: true }
  const lender: Lender = { alpha: parent, root: 0, part: inputs.parent_gives, sameOwner: false }
  const toParents: number[] = []
  const { toChild } = shareOut(nominator + lentOut, self, [lender], 0, inputs.childkey_take, 0, toParents)
  hold.own('parent_share', expected.parent_share, (parent - lentOut + toParents[0]) / whole)
  hold.own('nominator_share', expected.nominator_share, toChild / whole)
  hold.own('child_owner_share', expected.child_owner_share, 0)
}

function conviction({ inputs, expected }: Vector, hold: Hold): void {
  if (inputs.cases) {
    type Case = { age: number; total_conviction: number; alpha_out: number }
    const got = inputs.cases.map((one: Case) => ownerMayChange(one.age, one.total_conviction, one.alpha_out))
    hold.equal('may_change', expected.may_change, got)
    return
  }
  const lock = { mass: Number(inputs.locked_mass), conviction: Number(inputs.conviction) }
  const rates = { unlock: inputs.unlock_rate, maturity: inputs.maturity_rate }
  rollForward(lock, Number(inputs.dt), rates, inputs.perpetual === true, inputs.owner_lock === true)
  hold.rao('locked_mass', expected.locked_mass, lock.mass)
  hold.rao('conviction', expected.conviction, lock.conviction)
}

export const childkeyRunners: Runner[] = [
  { kinds: ['childkey-inherit'], run: inherit },
  { kinds: ['childkey-dividends'], run: dividends },
  { kinds: ['conviction'], run: conviction },
]
