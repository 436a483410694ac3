import { stakeWeights } from '../chain/stake-weight.js'
import { readCsv } from '../genesis/csv.js'
import { scenarioCatalogue } from '../genesis/scenario-catalogue.js'
import { shippedSnapshot } from '../genesis/shipped.js'
import { type Beginning, genesis } from '../genesis.js'
import { readScenario } from '../scenario/read-scenario.js'
import { hotkeyStake, stakeOf } from '../state/share-pools.js'
import { alphaOut, type World } from '../state/world.js'
import { mean } from '../stats/mean.js'
import { median } from '../stats/median.js'
import { quantile } from '../stats/quantile.js'
import { RAO_PER_TAO, ROOT } from '../units.js'

/** The day whose distributions are known best. */
const SNAPSHOT = 'mainnet-2026-09-30'

/** How something is spread at the start of a run, and on mainnet. */
export interface Distribution {
  readonly id: string
  readonly summary: string
  /** Of mainnet; NaN where nobody measured it. */
  readonly target: number
  /** Whose figure, and of when. */
  readonly source: string
}

const reserves = 'reserves, 2026-09-30'
const study = 'state, 2026-09-30'
const census = 'census, November 2025'
const houses = 'delegations, mid-2024'
const distribution = (id: string, summary: string, target: number, source: string): Distribution => ({
  id,
  summary,
  target,
  source,
})

/** Figures of data/README.md and agents.md (A4); quantiles that those do not print are of the same files, in `data/`. */
export const distributions: readonly Distribution[] = [
  distribution('depth05', 'TAO in a pool: 5 % quantile', 508.5, reserves),
  distribution('depth25', '25 %', 3042, reserves),
  distribution('depth50', 'median', 6750, reserves),
  distribution('depth75', '75 %', 13_730, reserves),
  distribution('depth95', '95 %', 59_550, reserves),
  distribution('depthMost', 'largest', 202_926, reserves),
  distribution('depthSum', 'in all pools, millions', 1.974, reserves),
  distribution('priceSum', 'sum of prices', 1.188, reserves),
  distribution('price50', 'median price', 0.004419, reserves),
  distribution('priceMost', 'highest', 0.0959, reserves),
  distribution('withheldMean', "part of the miners' incentive withheld: mean", 0.363, reserves),
  distribution('withheld50', 'median', 0, reserves),
  distribution('withheld75', '75 %', 0.903, reserves),
  distribution('withheldAll', 'subnets that withhold all', 30, reserves),
  distribution('census0', 'owners who withhold nothing, part', 0.33, census),
  distribution('census1', 'all', 0.41, census),
  distribution('censusPart', 'a part', 0.26, census),
  distribution('validators', 'validators of a subnet, median', 10.5, study),
  distribution('stake05', 'Herfindahl index of their stake weight: 5 % quantile', 0.24, study),
  distribution('stake25', '25 %', 0.313, study),
  distribution('stake50', 'median', 0.403, study),
  distribution('stake75', '75 %', 0.56, study),
  distribution('stake95', '95 %', 0.853, study),
  distribution('stakeMean', 'mean', 0.453, study),
  distribution('owner50', "owner's alpha as part of what was issued, median", 0.054, study),
  distribution('rootTop5', "part of root's TAO at its five largest validators", 0.65, houses),
  distribution('rootTop10', 'at the ten largest', 0.85, houses),
]

/** The world that a preset makes of the pools of 2026-09-30, all 128 subnets and everyone in them. */
async function beginWith(preset: string, without: readonly string[]): Promise<Beginning> {
  const snapshot = shippedSnapshot(SNAPSHOT)
  const netuids = snapshot.subnets.map(({ netuid }) => netuid)
  const text = `horizon: 1 day
genesis: { snapshot: ${SNAPSHOT}, subnets: all, resolution: aggregate, uids: 256 }
population: { preset: ${preset}, without: [${without.join(', ')}] }
`
  const catalogue = scenarioCatalogue([{ id: SNAPSHOT, summary: '', source: '', netuids }])
  const { scenario, curves } = await readScenario(text, `${preset}.yaml`, catalogue)
  return genesis({ scenario, snapshot, seed: '1', curves })
}

/**
 * What a preset begins with, by id of the distribution; NaN where it has no such people.
 *
 * @param without  cohorts to leave out: a world without miners is made faster, and its validators are the same
 */
export async function beginningOf(
  preset: string,
  without: readonly string[] = [],
): Promise<Record<string, number>> {
  const { world, rules, society } = await beginWith(preset, without)
  return { ...poolsOf(world), ...ownersOf(world, society), ...validatorsOf(world, rules.params.taoWeight) }
}

function poolsOf({ subnets, netuids: rows }: World): Record<string, number> {
  const netuids = [...rows]
  const depth = netuids.map((n) => subnets.taoReserve[n] / RAO_PER_TAO)
  const price = netuids.map((n) => subnets.taoReserve[n] / subnets.alphaReserve[n])
  const withheld = netuids.map((n) => subnets.minerBurned[n])
  return {
    depth05: quantile(depth, 0.05),
    depth25: quantile(depth, 0.25),
    depth50: median(depth),
    depth75: quantile(depth, 0.75),
    depth95: quantile(depth, 0.95),
    depthMost: Math.max(...depth),
    depthSum: sum(depth) / 1e6,
    priceSum: sum(price),
    price50: median(price),
    priceMost: Math.max(...price),
    withheldMean: mean(withheld),
    withheld50: median(withheld),
    withheld75: quantile(withheld, 0.75),
    withheldAll: withheld.filter((part) => part > 0.999).length,
  }
}

/** Owners that set their own share, by what they will set; and what of its alpha each subnet's owner holds. */
function ownersOf(world: World, { cohorts }: Beginning['society']): Record<string, number> {
  const source = cohorts.find(({ strategy }) => strategy.id === 'extractive-owner')?.params.burned
  const set = source?.kind === 'each' ? [...source.column] : [Number.NaN]
  const { ownerHotkey, ownerColdkey, alphaReserve } = world.subnets
  const held = [...world.netuids].map((n) => {
    const own = stakeOf(world, ownerHotkey[n], ownerColdkey[n], n)
    return own / (alphaReserve[n] + alphaOut(world, n))
  })
  return {
    census0: mean(set.map((part) => indicator(part === 0, part))),
    census1: mean(set.map((part) => indicator(part === 1, part))),
    censusPart: mean(set.map((part) => indicator(part > 0 && part < 1, part))),
    owner50: median(held),
  }
}

const indicator = (is: boolean, of: number): number => (Number.isNaN(of) ? Number.NaN : is ? 1 : 0)

/** How unequal validators are: by stake weight on each subnet, and by what is delegated to them on root. */
function validatorsOf(world: World, taoWeight: number): Record<string, number> {
  const { neurons, subnets, netuids, stride, count } = world
  const weight = new Float64Array(stride)
  const onRoot = Array.from({ length: count.hotkeys }, (_, hotkey) => hotkeyStake(world, hotkey, ROOT))
  const index: number[] = []
  const seats: number[] = []
  for (const n of netuids) {
    stakeWeights(world, n, taoWeight, weight)
    // Under fixed shares those who validate are those who are paid for it.
    const own = [...weight.subarray(0, subnets.neuronCount[n])].filter(
      (_, uid) => neurons.dividends[n * stride + uid] > 0,
    )
    seats.push(own.length)
    index.push(sum(own.map((w) => (w / sum(own)) ** 2)))
  }
  const largest = onRoot.sort((a, b) => b - a)
  return {
    validators: median(seats),
    stake05: quantile(index, 0.05),
    stake25: quantile(index, 0.25),
    stake50: median(index),
    stake75: quantile(index, 0.75),
    stake95: quantile(index, 0.95),
    stakeMean: mean(index),
    rootTop5: sum(largest.slice(0, 5)) / sum(largest),
    rootTop10: sum(largest.slice(0, 10)) / sum(largest),
  }
}

/** Beginnings of presets, a row a preset, as a CSV; empty where a preset has no such people. */
export interface PresetBeginning {
  readonly preset: string
  readonly values: Readonly<Record<string, number>>
}

export function writeBeginnings(beginnings: readonly PresetBeginning[]): string {
  const cell = (x: number) => (Number.isNaN(x) ? '' : String(Number(x.toPrecision(6))))
  const rows = beginnings.map(({ preset, values }) =>
    [preset, ...distributions.map(({ id }) => cell(values[id]))].join(','),
  )
  return `${['preset', ...distributions.map(({ id }) => id)].join(',')}\n${rows.join('\n')}\n`
}

export const readBeginnings = (name: string, text: string): PresetBeginning[] =>
  readCsv(name, text).map((row) => ({
    preset: row.text('preset') ?? '',
    values: Object.fromEntries(distributions.map(({ id }) => [id, row.number(id) ?? Number.NaN])),
  }))

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0)
