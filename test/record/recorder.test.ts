import { expect, test } from 'vitest'
import { defineMetric } from '../../src/record/metric.js'
import { createRecorder } from '../../src/record/recorder.js'
import { defaultRecordOptions } from '../../src/record/run.js'
import { MemorySink } from '../../src/record/sinks/memory.js'
import { REFUSAL } from '../../src/refusal.js'
import { runInfo, START, smallWorld, TAO, viewOf, withNeurons } from './fixture.js'

/** The issuance of the small world, TAO. */
const ISSUED = Number('11597618.610011215')
const complete = { status: 'complete', stateHash: 'ab', eras: [] } as const
const figures = { server: 100 * TAO, validator: 80 * TAO, root: 20 * TAO, ownerCut: 36 * TAO, withheld: 0 }

function opened(more: Parameters<typeof runInfo>[0] = {}) {
  const sink = new MemorySink()
  const view = viewOf(withNeurons(smallWorld()))
  const recorder = createRecorder(sink)
  recorder.open(runInfo(more), view)
  const to = (block: number) => {
    while (view.world.block < START + block) {
      view.world.block++
      recorder.observe()
    }
  }
  return { sink, view, recorder, to }
}

test('a sample is taken at the start, on the cadence, and at the last block of a complete run', () => {
  const { sink, recorder, to } = opened()
  to(15_000)
  recorder.close(complete)
  const { columns, rows } = sink.tables.get('network')!
  expect(rows.map((row) => row[columns.indexOf('day')])).toEqual([0, 1, 2, 15_000 / 7_200])
  expect(sink.tables.get('subnets')!.rows).toHaveLength(4 * 2)
})

test('an interrupted run takes no last sample, so that its rows are those a complete run begins with', () => {
  const { sink, recorder, to } = opened()
  to(7_300)
  recorder.close({ ...complete, status: 'interrupted' })
  expect(sink.tables.get('network')!.rows).toHaveLength(2)
  expect(sink.row('runs', 0).status).toBe('interrupted')
  expect(sink.row('runs', 0).blocks).toBe(7_300)
})

test('every table opens with experiment, cell and replicate', () => {
  const { sink } = opened({ cellId: 3, rep: 2 })
  for (const { columns } of sink.tables.values())
    expect(columns.slice(0, 3)).toEqual(['experiment', 'cell_id', 'rep'])
})

test('a flow is empty at the first sample and counts from one sample to the next', () => {
  const { sink, view, recorder, to } = opened()
  const { subnets } = view.world
  subnets.userInTotal[1] = 30 * TAO
  subnets.injectedTotal[2] = 8 * TAO
  to(7_200)
  subnets.userInTotal[1] = 45 * TAO
  to(14_400)
  recorder.close(complete)
  expect(sink.row('subnets', 0).user_in_tao).toBeNull()
  expect(sink.row('subnets', 2).user_in_tao).toBe(30)
  expect(sink.row('subnets', 4).user_in_tao).toBe(15)
  expect(sink.row('subnets', 3).injection_tao_per_day).toBe(8)
  expect(sink.row('network', 1).injection_tao_per_day).toBe(8)
  expect(sink.row('network', 1).user_in_tao).toBe(30)
  expect(sink.row('network', 2).user_net_flow_tao_per_day).toBe(15)
})

test('flows go on with the netuid when another subnet is registered on it; its volume begins at zero', () => {
  const { sink, view, recorder, to } = opened()
  const { subnets } = view.world
  subnets.userInTotal[1] = 30 * TAO
  subnets.volume[1] = 500 * TAO
  to(7_200)
  subnets.registeredAt[1] = view.world.block
  subnets.userInTotal[1] = 34 * TAO
  subnets.volume[1] = 9 * TAO
  to(14_400)
  recorder.close(complete)
  expect(sink.row('subnets', 4).user_in_tao).toBe(4)
  expect(sink.row('subnets', 4).volume_tao).toBe(9)
})

test('the network row tells supply, halving and concentration', () => {
  const { sink, recorder } = opened()
  recorder.close(complete)
  const row = sink.row('network', 0)
  expect(row.total_issuance_tao).toBe(ISSUED)
  expect(row.days_to_halving).toBeCloseTo((15_750_000 - ISSUED) / 3_600, 9)
  expect(row.inflation_annual_frac).toBeCloseTo((0.5 * 2_629_800) / ISSUED, 12)
  expect(row.emis_hhi).toBe(0.625)
  expect(row.emis_gini).toBe(0.25)
  expect(row.emis_nakamoto_50).toBe(1)
  expect(row.sum_price_tao).toBeCloseTo(0.3, 12)
  expect(row.tao_price_usd).toBeNull()
})

test('recycling within the last week puts the halving off', () => {
  const { sink, view, recorder, to } = opened()
  view.world.totals.recycled = 7_200 * 0.1 * TAO
  to(7_200)
  recorder.close(complete)
  const { days_to_halving: actual, days_to_halving_norecycle: without } = sink.row('network', 1)
  expect(Number(actual) / Number(without)).toBeCloseTo(0.5 / 0.4, 9)
})

test('a cohort sells what its members hold in one pool together, and root counts one to one', () => {
  const { sink, recorder } = opened()
  recorder.close(complete)
  const row = sink.row('agents', 0)
  expect(row).toMatchObject({ agent_id: 'stakers', kind: 'passive-staker', adversary: 0, agents: 2 })
  expect(row).toMatchObject({ free_tao: 7.5, root_tao: 7, stake_spot_tao: 15 })
  const together = Math.floor((1_000e9 * 150e9) / 10_150e9) / 1e9
  expect(row.stake_exit_tao).toBe(together)
  expect(row.wealth_tao).toBeCloseTo(7.5 + 7 + together, 12)
})

test('with `agents: each` every member has a row besides', () => {
  const { sink, recorder } = opened({ record: { ...defaultRecordOptions, agents: 'each' } })
  recorder.close(complete)
  const { columns, rows } = sink.tables.get('agents')!
  expect(rows.map((row) => row[columns.indexOf('agent_id')])).toEqual([
    'stakers',
    'stakers/0',
    'stakers/1',
    'cabal',
    'cabal/0',
  ])
})

test('an epoch row sums the UIDs and names the part of the adversaries', () => {
  const { sink, recorder } = opened()
  recorder.epoch(1, figures)
  recorder.close(complete)
  expect(sink.row('epochs', 0)).toMatchObject({
    netuid: 1,
    epoch: 7,
    neurons: 3,
    permits: 2,
    active_validators: 2,
    server_emission_alpha: 100,
    owner_cut_alpha: 36,
    incentive_sum_frac: 1,
    dividends_sum_frac: 1,
    vtrust_mean_frac: 0.75,
    incentive_top1_frac: 1,
    adversary_stake_frac: 0.4,
    adversary_incentive_frac: 1,
    adversary_emission_frac: 0.625,
  })
})

test('a subnet without UIDs has epochs with payouts and no consensus', () => {
  const { sink, recorder } = opened()
  recorder.epoch(2, figures)
  recorder.close(complete)
  expect(sink.row('epochs', 0)).toMatchObject({
    netuid: 2,
    validator_emission_alpha: 80,
    vtrust_mean_frac: null,
    incentive_gini: null,
  })
})

test('epochs are recorded no closer together than asked, and all of them with 0', () => {
  for (const [epochs, expected] of [
    [7_200, 2],
    [0, 21],
  ] as const) {
    const { sink, view, recorder } = opened({ record: { ...defaultRecordOptions, epochs } })
    for (let i = 0; i <= 20; i++) {
      view.world.block = START + 360 * i
      recorder.epoch(1, figures)
    }
    recorder.close(complete)
    expect(sink.tables.get('epochs')!.rows).toHaveLength(expected)
  }
})

test('the tables of UIDs are written when asked for, with the agent that owns the key', () => {
  const { sink, recorder } = opened({ record: { ...defaultRecordOptions, validators: true, miners: true } })
  recorder.epoch(1, figures)
  recorder.close(complete)
  expect(sink.tables.get('validators')!.rows).toHaveLength(2)
  expect(sink.row('miners', 0)).toMatchObject({
    uid: 2,
    agent_id: 'cabal/0',
    kind: 'colluding-cabal',
    incentive_frac: 1,
  })
  expect(opened().sink.tables.has('miners')).toBe(false)
})

test('trades are numbered within their block', () => {
  const { sink, view, recorder } = opened({ record: { ...defaultRecordOptions, trades: true } })
  recorder.trade(0, 1, 2, 0, 10 * TAO, 99 * TAO, 0.005 * TAO)
  recorder.trade(1, 0, 1, 1, 3 * TAO, 30 * TAO, 0.01 * TAO)
  view.world.block++
  recorder.trade(-1, -1, 1, 0, TAO, 10 * TAO, 0)
  recorder.close(complete)
  const rows = [0, 1, 2].map((i) => sink.row('trades', i))
  expect(rows.map((row) => row.seq)).toEqual([0, 1, 0])
  expect(rows.map((row) => row.agent_id)).toEqual(['stakers/1', 'cabal/0', ''])
  expect(rows[0]).toMatchObject({
    side: 'buy',
    amount_tao: 10,
    amount_alpha: 99,
    fee_tao: 0.005,
    fee_alpha: null,
  })
  expect(rows[1]).toMatchObject({ side: 'sell', fee_tao: null, fee_alpha: 0.01 })
})

test('refusals come as one event for each reason and sample', () => {
  const { sink, view, recorder, to } = opened()
  view.counters.refusals[REFUSAL['amount-too-low']] = 3
  to(7_200)
  view.counters.refusals[REFUSAL['amount-too-low']] = 5
  view.counters.refusals[REFUSAL['slippage-too-high']] = 1
  to(14_400)
  recorder.close(complete)
  const { columns, rows } = sink.tables.get('events')!
  const told = rows.slice(1).map((row) => ['agent_id', 'value'].map((name) => row[columns.indexOf(name)]))
  expect(told).toEqual([
    ['amount-too-low', '3'],
    ['amount-too-low', '2'],
    ['slippage-too-high', '1'],
  ])
  expect(sink.row('network', 2).refusals).toBe(3)
})

test('single registrations are left out unless all events are asked for; amounts are written in TAO', () => {
  for (const [events, expected] of [
    ['notable', 2],
    ['all', 3],
  ] as const) {
    const { sink, recorder } = opened({ record: { ...defaultRecordOptions, events } })
    recorder.event('registration', 1, 0, 1, 0.5 * TAO)
    recorder.event('halving', -1, -1, -1, 0.25 * TAO)
    recorder.close(complete)
    expect(sink.tables.get('events')!.rows).toHaveLength(expected)
    expect(sink.row('events', -1)).toMatchObject({ event: 'halving', netuid: null, value: '0.25' })
  }
})

test("a scenario's own metric becomes the last column of its table", () => {
  const sink = new MemorySink()
  const own = defineMetric('subnets', {
    column: 'double_price_tao',
    unit: 'TAO/alpha',
    summary: 'Twice the price.',
    sample: (s) => 2 * s.price,
  })
  const recorder = createRecorder(sink, [own])
  recorder.open(runInfo(), viewOf(smallWorld()))
  recorder.close(complete)
  expect(sink.tables.get('subnets')!.columns.at(-1)).toBe('double_price_tao')
  expect(sink.row('subnets', 1).double_price_tao).toBe(0.4)
})

test('what the last block did is empty at the start, when no block has been stepped', () => {
  const { sink, recorder, to } = opened()
  to(7_200)
  recorder.close(complete)
  expect(sink.row('subnets', 0).emission_share_frac).toBeNull()
  expect(sink.row('subnets', 2).emission_share_frac).toBe(0.25)
  expect(sink.row('network', 0).root_sell_flag).toBeNull()
})
