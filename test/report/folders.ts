import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sha256Hex } from '../../src/hash.js'

/** A folder that is gone with the machine's temporary files. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), 'taolab-report-'))

type Rows = readonly (readonly (string | number | null)[])[]

/** Tables as text, and a manifest that describes them. */
export function writeFolder(
  folder: string,
  tables: Readonly<Record<string, { head: readonly string[]; rows: Rows }>>,
  manifest: Readonly<Record<string, unknown>>,
): string {
  mkdirSync(folder, { recursive: true })
  const entries = Object.entries(tables).map(([name, { head, rows }]) => {
    const text = `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, `${name}.csv`), text)
    const columns = head.map((column) => ({ name: column, unit: 'unit', meaning: `Meaning of ${column}.` }))
    const file = {
      file: `${name}.csv`,
      rows: rows.length,
      bytes: text.length,
      sha256: sha256Hex(new TextEncoder().encode(text)),
      columns,
    }
    return [name, file]
  })
  const whole = {
    format: 1,
    engineVersion: '0.1.0',
    status: 'complete',
    tables: Object.fromEntries(entries),
    ...manifest,
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(whole))
  return folder
}

const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A name that would be code if it were not escaped. */
export const HOSTILE = '<script>alert("x")</script>'

const DAYS = [0, 1, 2, 3]
const NETUIDS = [1, 2, 3, 4, 5, 6, 7, 8]
const START = 1000

/** A small run: four days, eight subnets (or the first `subnets` of them), two cohorts, an adversary, a halving and refusals. */
export function writeRun(
  folder: string,
  seed = '1',
  settings: Readonly<Record<string, unknown>> = {},
): string {
  const gain = Number(settings.gain ?? 0)
  const keys = ['experiment', 'cell_id', 'rep']
  const own = ['small', 0, 0]
  const block = (day: number) => START + 7200 * day
  const network = DAYS.map((day) => [
    ...own,
    block(day),
    day,
    15.7e6 + 3600 * day,
    day < 2 ? 0.5 : 0.25,
    15.75e6,
    1 + day * 0.1,
    day === 0 ? null : 500 - day * 10,
    day === 0 ? null : 300,
  ])
  const subnets = DAYS.flatMap((day) =>
    NETUIDS.slice(0, settings.subnets as number | undefined).map((netuid) => [
      ...own,
      block(day),
      netuid,
      0.01 * netuid * 1.1 ** (day * (netuid - 2)),
      netuid / 10,
      30 + netuid,
      10 * netuid,
      100 * netuid,
    ]),
  )
  const agents = DAYS.flatMap((day) => [
    [...own, block(day), 'honest', 'honest-miner', 0, 5, 100 + day, 1, 3, 0],
    [...own, block(day), HOSTILE, 'cabal-miner', 1, 2, 50 + 5 * day, 2, 1, 1],
    [...own, block(day), 'honest/3', 'honest-miner', 0, 1, 20, null, null, null],
  ])
  const epochs = DAYS.flatMap((day) =>
    [1, 2].map((netuid) => [...own, block(day), netuid, day, 0.2, 0.3, 0.1, 0.25, 0.8 - day / 10]),
  )
  const events = [
    [...own, START, 'run_start', null, null, START],
    [...own, block(1.5), 'halving', null, null, 0.25],
    [...own, block(2) + 5, 'exit', 3, 'honest/2', 1.5],
    [...own, block(3), 'refusal', null, 'slippage-too-high', 7],
  ]
  return writeFolder(
    folder,
    {
      network: {
        head: [
          ...keys,
          'block',
          'day',
          'total_issuance_tao',
          'block_emission_tao',
          'next_threshold_tao',
          'sum_price_tao',
          'injection_tao_per_day',
          'chain_buy_tao_per_day',
        ],
        rows: network,
      },
      subnets: {
        head: [
          ...keys,
          'block',
          'netuid',
          'price_tao',
          'emission_share_frac',
          'depth_tao_1pct',
          'slip_buy_10_bps',
          'slip_buy_100_bps',
        ],
        rows: subnets,
      },
      agents: {
        head: [
          ...keys,
          'block',
          'agent_id',
          'kind',
          'adversary',
          'agents',
          'wealth_tao',
          'income_tao',
          'trades',
          'refusals',
        ],
        rows: agents,
      },
      epochs: {
        head: [
          ...keys,
          'block',
          'netuid',
          'epoch',
          'adversary_stake_frac',
          'adversary_incentive_frac',
          'adversary_dividends_frac',
          'adversary_emission_frac',
          'spearman_q_incentive',
        ],
        rows: epochs,
      },
      events: { head: [...keys, 'block', 'event', 'netuid', 'agent_id', 'value'], rows: events },
      summary: {
        head: [...keys, 'sum_price_tao', 'roi_frac', 'never_tao'],
        rows: [[...own, 1.3 + Number(seed) / 100, 0.1 * Number(seed) + gain, null]],
      },
    },
    {
      run: 'abc',
      experiment: 'small',
      seed,
      regime: 'flow-ema',
      start: { block: START, date: '2026-10-08T00:00:00Z' },
      end: { block: block(3), date: '2026-10-11T00:00:00Z', days: 3 },
      scenario: { question: `Is ${HOSTILE} safe?`, seed, market: { gain } },
      ...settings,
    },
  )
}

/** A small sweep of two factors, twelve cells' worth of levels and five replicates. */
export function writeSweep(folder: string, shift = 0, partner = 'attack-off'): string {
  const keys = ['experiment', 'cell_id', 'rep']
  const cells = [10, 20, 30].flatMap((capital, i) =>
    ['flow-ema', 'price-ema'].map((rule, j) => ({ id: 2 * i + j, capital, rule })),
  )
  const value = (cell: { capital: number; rule: string }, rep: number) =>
    cell.capital / 10 + (cell.rule === 'flow-ema' ? 2 : -2) + Math.sin(rep) / 5 + shift
  const reps = [0, 1, 2, 3, 4]
  return writeFolder(
    folder,
    {
      cells: {
        head: ['experiment', 'cell_id', 'population.ring.capital', 'protocol.set.shares'],
        rows: cells.map(({ id, capital, rule }) => ['washing', id, `${capital} TAO`, rule]),
      },
      runs: {
        head: [...keys, 'seed', 'status'],
        rows: cells.flatMap(({ id }) => reps.map((rep) => ['washing', id, rep, `s${rep}`, 'complete'])),
      },
      summary: {
        head: [...keys, 'roi_frac', 'gini'],
        rows: cells.flatMap((cell) => reps.map((rep) => ['washing', cell.id, rep, value(cell, rep), 0.5])),
      },
      mc_summary: {
        head: [
          'experiment',
          'cell_id',
          'metric',
          'n',
          'mean',
          'ci_lo',
          'ci_hi',
          'paired_with',
          'diff_mean',
          'diff_ci_lo',
          'diff_ci_hi',
          'diff_p',
        ],
        rows: cells.map((cell) => [
          'washing',
          cell.id,
          'roi_frac',
          5,
          value(cell, 0),
          0,
          1,
          partner,
          value(cell, 0),
          0.1,
          2,
          0.03,
        ]),
      },
      sensitivity: {
        head: ['experiment', 'metric', 'factor', 'mu_star', 'mu_star_lo', 'mu_star_hi', 'n'],
        rows: [
          ['washing', 'roi_frac', 'population.ring.capital', 2, 1.5, 2.5, 20],
          ['washing', 'roi_frac', 'protocol.set.shares', 4, 3, 5, 20],
        ],
      },
      hypotheses: {
        head: [
          'experiment',
          'hypothesis',
          'cell_id',
          'metric',
          'where',
          'against',
          'test',
          'cells',
          'n',
          'estimate',
          'mcse',
          'ci_lo',
          'ci_hi',
          'ci_method',
          'verdict',
          'text',
        ],
        rows: [
          [
            'washing',
            'H1',
            null,
            'roi_frac',
            'protocol.set.shares=price-ema',
            null,
            '< 0',
            3,
            5,
            0.1,
            0.05,
            -0.1,
            0.2,
            't',
            'undecided',
            'Washing does not pay',
          ],
        ],
      },
      failures: {
        head: [...keys, 'seed', 'config_hash', 'error', 'repeat'],
        rows: [['washing', 3, 7, 's7', 'abc', 'InvariantError: TAO was lost', 'taolab replay runs/abc']],
      },
    },
    {
      kind: 'sweep',
      sweep: 'fed',
      experiment: 'washing',
      question: 'Does washing pay?',
      seed: '7',
      primary: ['roi_frac'],
      figures: [
        { heat: 'roi_frac', x: 'capital', y: 'shares', title: 'Return by rule' },
        { heat: 'nonsense', x: 'capital', y: 'shares' },
      ],
    },
  )
}
