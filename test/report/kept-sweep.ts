import { writeFolder } from './folders.js'

const KEYS = ['experiment', 'cell_id', 'rep'] as const
const START = 1000
const block = (day: number) => START + 7200 * day

/** Days of the runs of `writeKeptSweep`, and its axes. */
export const DAYS = [0, 1, 2, 3, 4]
export const STAKES = [10, 30, 60]
export const RULES = ['no-halving', 'halving']

/**
 * A sweep of stakes by rules, three replicates, whose runs kept their tables, all by formula.
 *
 *   gain_frac = stake - 35 % +- 3 %      it passes 0 at a stake of 35 %
 *   price     = 10, with the halving 20 from day 2 on      issuance passes its threshold at day 1.5 in both
 *   flows     = after the shock (day 1) subnet 1 loses 10 TAO a day, subnet 2 loses 4 from day 3 on, subnet 3 gains
 *   subnets   = number 4 is dissolved on day 2 and its number given again, where there is a halving
 */
export function writeKeptSweep(folder: string, figures: readonly unknown[]): string {
  const cells = STAKES.flatMap((stake, i) => RULES.map((rule, j) => ({ id: 2 * i + j, stake, rule })))
  const runs = cells.flatMap((cell) =>
    [0, 1, 2].map((rep) => ({ ...cell, rep, key: ['kept', cell.id, rep] as const })),
  )
  const over = (row: (run: (typeof runs)[number], day: number) => readonly (string | number | null)[]) =>
    runs.flatMap((run) => DAYS.map((day) => [...run.key, block(day), ...row(run, day)]))
  const flow = (netuid: number, day: number) =>
    [
      [0, 0, -10, -10, -10],
      [0, 0, 0, -4, -4],
      [0, 1, 1, 1, 1],
      [0, 0, 0, 0, 0],
    ][netuid - 1][day]
  return writeFolder(
    folder,
    {
      cells: {
        head: ['experiment', 'cell_id', 'stake', 'issuance'],
        rows: cells.map(({ id, stake, rule }) => ['kept', id, `${stake} %`, rule]),
      },
      runs: {
        head: [...KEYS, 'seed', 'status'],
        rows: runs.map(({ key, rep }) => [...key, `s${rep}`, 'complete']),
      },
      summary: {
        head: [...KEYS, 'gain_frac', 'size_tao'],
        rows: runs.map(({ key, stake, rule, rep }) => [
          ...key,
          stake / 100 - 0.35 + 0.03 * (rep - 1),
          rule === 'halving' ? 5 : 3,
        ]),
      },
      'tables/network': {
        head: [...KEYS, 'block', 'total_issuance_tao', 'next_threshold_tao', 'tao_price_usd'],
        rows: over(({ rule }, day) => [100 + 2 * day, 103, rule === 'halving' && day >= 2 ? 20 : 10]),
      },
      'tables/subnets': {
        head: [...KEYS, 'block', 'netuid', 'user_net_flow_tao', 'pool_tao'],
        rows: runs.flatMap(({ key }) =>
          DAYS.flatMap((day) =>
            [1, 2, 3, 4].map((netuid) => [...key, block(day), netuid, flow(netuid, day), 100 * netuid]),
          ),
        ),
      },
      'tables/agents': {
        head: [...KEYS, 'block', 'agent_id', 'wealth_tao'],
        rows: runs.flatMap(({ key }) =>
          DAYS.flatMap((day) => [
            [...key, block(day), 'miners', 10 + day],
            [...key, block(day), 'miners/0', 999],
            [...key, block(day), 'whale', 50],
          ]),
        ),
      },
      'tables/events': {
        head: [...KEYS, 'block', 'event', 'netuid', 'agent_id', 'value'],
        rows: runs.flatMap(({ key, rule }) => [
          [...key, block(1), 'shock', 1, 'rug', 1],
          ...(rule === 'halving'
            ? [
                [...key, block(2), 'subnet_dissolution', 4, null, 7],
                [...key, block(2), 'subnet_registration', 4, 'sniper/0', 5],
              ]
            : []),
        ]),
      },
    },
    { kind: 'sweep', sweep: 'bee', experiment: 'kept', seed: '7', primary: ['gain_frac'], figures },
  )
}

/** One of each kind, for the tables of `writeKeptSweep`. */
export const everyKind: Readonly<Record<string, object>> = {
  heat: { heat: 'gain_frac', x: 'stake', y: 'issuance' },
  lines: { lines: 'gain_frac', x: 'stake', by: 'issuance' },
  contour: { contour: 'gain_frac', x: 'stake', y: 'stake' },
  phase: { phase: 'gain_frac', x: 'stake', y: 'issuance' },
  threshold: { threshold: 'gain_frac', x: 'stake', by: 'issuance' },
  tornado: { tornado: 'gain_frac' },
  moments: { moments: ['gain_frac', 'size_tao'], by: 'issuance' },
  path: { path: 'tao_price_usd', by: 'issuance', since: 'halving' },
  panel: { panel: 'wealth_tao', table: 'agents', cohort: 'agent_id', by: 'issuance' },
  cascade: { cascade: 'user_net_flow_tao', table: 'subnets', since: 'shock' },
  survival: { survival: 'subnets', by: 'issuance' },
  spread: { spread: 'pool_tao', table: 'subnets', by: 'issuance' },
}
