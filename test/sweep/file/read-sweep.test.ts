import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ScenarioError } from '../../../src/errors.js'
import { scenarioOf } from '../../../src/sweep/cells.js'
import { sweepKeyOf } from '../../../src/sweep/file/is-sweep.js'
import { prepareSweep } from '../../../src/sweep/prepare.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taolab-read-sweep-'))
  writeFileSync(join(folder, 'base.yaml'), base)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const base = `
name: base
horizon: 400 blocks
genesis: { snapshot: synthetic, subnets: 2, uids: 8 }
network: { kappa: 50 % }
population:
  - { id: miners, strategy: honest-miner, count: 3 per subnet }
`
const prepare = (text: string, options = {}) => {
  const path = join(folder, 'sweep.yaml')
  writeFileSync(path, text)
  return prepareSweep(path, options)
}
const problemsOf = async (text: string, options = {}) => {
  const error = await prepare(text, options).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ScenarioError)) throw new Error(`not refused: ${String(error)}`)
  return error.problems
}

test('own keys are laid over the base, and each cell over both', async () => {
  const { plan, house, design } = await prepare(`base: base.yaml
network: { tempo: 100 blocks }
set: { population.miners.count: 2 per subnet }
factors: { network.kappa: [40 %, 60 %] }
`)
  const scenarios = design.cells.map((cell) => scenarioOf(plan, cell, house.catalogue))
  expect(scenarios.map(({ network }) => network.all.kappa)).toEqual([0.4, 0.6])
  for (const { network, population, name } of scenarios) {
    expect(network.all.tempo).toBe(100)
    expect(population[0].count).toBe(2)
    expect(name).toBe('sweep')
  }
})

test('values may differ by size, wherever they stand', async () => {
  const text = `base: base.yaml
horizon: { quick: 100 blocks, full: 900 blocks }
factors: { network.kappa: { quick: [40 %], full: [40 %, 50 %, 60 %] } }
replicates: { quick: 2, full: 20 }
`
  const quick = await prepare(text, { size: 'quick' })
  const full = await prepare(text, { size: 'full' })
  expect([quick.design.cells.length, full.design.cells.length]).toEqual([1, 3])
  expect([quick.plan.replicates, full.plan.replicates]).toEqual([2, 20])
  const horizon = ({ plan, house, design }: typeof quick) =>
    scenarioOf(plan, design.cells[0], house.catalogue).horizon
  expect([horizon(quick), horizon(full)]).toEqual([100, 900])
})

test('the name of a sweep is that of its cells: replicates, claims and primary metrics do not change it', async () => {
  const one = 'base: base.yaml\nfactors: { network.kappa: [40 %, 60 %] }\n'
  const { sweep } = await prepare(one)
  const more = 'replicates: 50\nprimary: [minted_tao_per_day]\nquestion: Why?\n'
  expect((await prepare(one + more)).sweep).toBe(sweep)
  expect((await prepare(one.replace('60 %', '70 %'))).sweep).not.toBe(sweep)
  expect((await prepare(`${one}seed: 2\n`)).sweep).not.toBe(sweep)
  expect((await prepare(`${one}keep: [network]\n`)).sweep).not.toBe(sweep)
  const bundle = 'base: base.yaml\nfactors: { a: { x: { network.kappa: 40 % } } }\n'
  expect((await prepare(bundle)).sweep).not.toBe((await prepare(bundle.replace('40', '41'))).sweep)
})

test('an axis that is no path of the scenario is refused once, at its name, with the nearest', async () => {
  const problems = await problemsOf('base: base.yaml\nfactors:\n  network.kapa: [40 %, 50 %, 60 %]\n')
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ path: 'network.kapa', line: 3, column: 3, meant: 'kappa' })
})

test('a level out of range is refused at its place, with the cells it concerns', async () => {
  const problems = await problemsOf(`base: base.yaml
factors:
  network.kappa: [50 %, 170 %]
  genesis.uids: [8, 9]
`)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ path: 'network.kappa', line: 3, column: 25 })
  expect(problems[0].got).toContain('cell 2 and 1 more')
})

test('everything wrong with a file is said at once', async () => {
  const problems = await problemsOf(`base: base.yaml
factors: { network.kappa: [40 %] }
replicates: 0
primary: [minted_tao_per_dy]
compare: { against: { network.kapa: 40 % } }
hypotheses: [{ id: H1, metric: minted_tao_per_day, test: "below 0" }]
keep: [netwrk]
figurs: 3
`)
  expect(problems.map(({ path, meant }) => [path, meant])).toEqual([
    ['replicates', undefined],
    ['primary[0]', 'minted_tao_per_day'],
    ['compare.against.network.kapa', 'network.kappa'],
    ['hypotheses[0].test', undefined],
    ['keep[0]', 'network'],
    ['figurs', 'figures'],
  ])
})

test('more than a million cells want a limit', async () => {
  const text = `base: base.yaml
factors: { network.kappa: { from: 0.1, to: 0.9 } }
design: { kind: random, samples: 1000001 }
`
  expect((await problemsOf(text))[0].got).toBe('1000001 cells')
})

test('a stopping rule wants metrics to look at', async () => {
  const [problem] = await problemsOf('base: base.yaml\nstop: { most: 40 }\n')
  expect(problem.want).toContain('primary')
})

test('a metric of pairs wants pairs', async () => {
  const [problem] = await problemsOf('base: base.yaml\nprimary: [attack_profit_tao]\n')
  expect(problem).toMatchObject({ path: 'primary[0]', line: 2 })
  expect(problem.want).toContain('attack-off')
})

test('a baseline that no cell has is refused', async () => {
  const text =
    'base: base.yaml\nfactors: { network.kappa: [40 %] }\ncompare: { by: network.kappa, against: 0.4 }\n'
  expect((await problemsOf(text))[0]).toMatchObject({ path: 'compare.against', got: 'network.kappa: 0.4' })
})

test('ranges keep their unit, and both ends share it', async () => {
  const text = (range: string) => `base: base.yaml
factors: { network.kappa: ${range} }
design: { kind: grid, levels: 3 }
`
  const { design } = await prepare(text('{ from: 40 %, to: 60 % }'))
  expect(design.cells.map(({ overrides }) => overrides[0].value)).toEqual(['40 %', '50 %', '60 %'])
  expect((await problemsOf(text('{ from: 40 %, to: 60 bp }')))[0].want).toBe('one unit for both ends')
})

test('filters keep the cells that are meant', async () => {
  const { design } = await prepare(`base: base.yaml
factors: { a: { x: { network.kappa: 40 % }, y: { network.kappa: 60 % } }, genesis.uids: [8, 9, 10] }
design: { kind: grid, without: { a: x, genesis.uids: 9 }, where: "uids < 10", names: { uids: genesis.uids } }
`)
  expect(design.cells.map(({ id }) => id)).toEqual([0, 3, 4])
})

test('a sweep is told from a scenario by its keys', () => {
  expect(sweepKeyOf(base, 'base.yaml')).toBeUndefined()
  expect(sweepKeyOf('horizon: 1 day\nreplicates: 3\n', 'x.yaml')?.key).toBe('replicates')
})

test('what is wrong with the sweep and what is wrong with its scenario are said together', async () => {
  const problems = await problemsOf(`base: base.yaml
replicats: 3
network: { kappa: 170 % }
factors: { network.bondsPenalty: [170 %, 50 %] }
`)
  expect(problems.map(({ path, meant }) => [path, meant])).toEqual([
    ['replicats', 'replicates'],
    ['network.kappa', undefined],
    ['network.bondsPenalty', undefined],
  ])
})

test('a base that is not there is refused at its name, with all else that is wrong with the sweep', async () => {
  const problems = await problemsOf('base: nowhere.yaml\nreplicates: none\n')
  expect(problems.map(({ path, line }) => [path, line])).toEqual([
    ['base', 1],
    ['replicates', 2],
  ])
  expect(problems[0].got).toBe('nowhere.yaml: no such file')
})

test('controls are numbers whose mean is known, for metrics that the sweep is about', async () => {
  const primary = 'base: base.yaml\nprimary: [sum_price_tao]\n'
  expect((await prepare(`${primary}control: all\n`)).plan.control).toHaveLength(3)
  const one = await prepare(`${primary}control: [order_flow_surprise_tao, order_flow_surprise_tao]\n`)
  expect(one.plan.control).toEqual(['order_flow_surprise_tao'])
  expect(one.sweep).toBe((await prepare(primary)).sweep)
  const [wrong] = await problemsOf(`${primary}control: [tao_usd_suprise_log]\n`)
  expect(wrong).toMatchObject({ path: 'control[0]', meant: 'tao_usd_surprise_log' })
  const [drawn] = await problemsOf(`${primary}control: [sum_price_tao]\n`)
  expect(drawn.want).toContain('whose mean is known')
  const [without] = await problemsOf('base: base.yaml\ncontrol: all\n')
  expect(without).toMatchObject({ path: 'control', want: 'metrics under "primary" that they are for' })
})

test('what would be left out without a word is refused', async () => {
  const one = 'base: base.yaml\nfactors: { network.kappa: [40 %, 50 %] }\n'
  const wrong = async (text: string) => (await problemsOf(one + text)).map(({ path, meant }) => [path, meant])
  expect(await wrong('antithetic: true\nreplicates: 3\n')).toEqual([['replicates', undefined]])
  expect(await wrong('antithetic: true\n')).toEqual([['antithetic', undefined]])
  expect(await wrong('primary: [sum_price_tao]\nstop: { abs: { sum_prise_tao: 1 } }\n')).toEqual([
    ['stop.abs.sum_prise_tao', 'sum_price_tao'],
  ])
  expect(await wrong('design: { only: { network.kapa: 40 % } }\n')).toEqual([
    ['design.only.network.kapa', 'network.kappa'],
  ])
  const [none] = await problemsOf(`${one}design: { only: { network.kappa: 45 % } }\n`)
  expect(none).toMatchObject({ got: 'filters that keep no cell', line: 3, column: 9 })
})

test('a claim about a level that no cell has, as it is written, is refused with the levels there are', async () => {
  const claim = (rest: string) =>
    problemsOf(
      'base: base.yaml\nfactors: { network.kappa: [40 %, 50 %] }\n' +
        `hypotheses:\n  - { id: H1, metric: sum_price_tao, test: "> 0", ${rest} }\n`,
    )
  const [where] = await claim('where: { network.kappa: 0.4 }')
  expect(where).toMatchObject({ path: 'hypotheses[0].where', got: 'network.kappa: 0.4', line: 4 })
  expect(where.want).toContain('network.kappa: 40 %, 50 %')
  const [against] = await claim('against: { network.kappa: 0.4 }')
  expect(against).toMatchObject({ path: 'hypotheses[0].against' })
  const [same] = await claim('where: { network.kappa: 40 % }, against: { network.kappa: 40 % }')
  expect(same.want).toContain('another at that level')
})

test('a word that is no baseline is refused with the one there is', async () => {
  const meant = async (text: string) =>
    (await problemsOf(`base: base.yaml\n${text}`)).map(({ path, meant }) => [path, meant])
  expect(await meant('compare: attack_off\n')).toEqual([['compare', 'attack-off']])
  expect(await meant('compare: { against: atack-off }\n')).toEqual([['compare.against', 'attack-off']])
  expect(await meant('compare: [attack-of]\n')).toEqual([['compare[0]', 'attack-off']])
  const claim = 'hypotheses: [{ id: H1, metric: sum_price_tao, test: "> 0", against: attackoff }]\n'
  expect(await meant(claim)).toEqual([['hypotheses[0].against', 'attack-off']])
})

test('one thing that is wrong is told once', async () => {
  const problems = await problemsOf('base: base.yaml\nprimary: sum_price_tao\n')
  expect(problems.map(({ path, want }) => [path, want])).toEqual([['primary', 'a list of metrics']])
})

test('a factor that would replace what one before it sets is refused', async () => {
  const paths = async (factors: string) =>
    (await problemsOf(`base: base.yaml\nfactors:\n${factors}`)).map(({ path, got }) => [path, got])
  expect(
    await paths(
      '  network.kappa: [40 %, 50 %]\n  version: { a: { network.kappa: 10 % }, b: { network.tempo: 99 } }\n',
    ),
  ).toEqual([['factors.version', 'network.kappa, which the factor "network.kappa" sets before it']])
  expect((await paths('  network.kappa: [40 %, 50 %]\n  network: [{ kappa: 30 % }]\n'))[0][0]).toBe(
    'factors.network',
  )
  // The other way round the second refines the first, and both are in force.
  expect(
    await prepare('base: base.yaml\nfactors:\n  network: [{ tempo: 99 }]\n  network.kappa: [40 %]\n'),
  ).toBeDefined()
})

test('a short name for what is no factor is refused', async () => {
  const [wrong] = await problemsOf(
    'base: base.yaml\nfactors: { network.kappa: [40 %, 50 %] }\n' +
      'design: { where: "k > 0.4", names: { k: network.kapa } }\n',
  )
  expect(wrong).toMatchObject({ path: 'design.names.k', meant: 'network.kappa' })
})

test('a name that an expression over factors does not know is refused with the one that is near', async () => {
  const [wrong] = await problemsOf(
    'base: base.yaml\nfactors: { network.kappa: [40 %, 50 %], share: { low: { network.tempo: 99 } } }\n' +
      'design: { where: "shares > 0.4" }\n',
  )
  expect(wrong).toMatchObject({ path: 'design.where', line: 3, got: 'shares', meant: 'share' })
})

test('a table to keep that no run records is refused; one that a factor switches on is not', async () => {
  const sweep = (rest: string) => `base: base.yaml\nfactors: { network.kappa: [40 %, 50 %] }\n${rest}`
  expect(await problemsOf(sweep('keep: [network, trades, miners]\n'))).toMatchObject([
    {
      path: 'keep',
      got: '"trades", which no run records',
      want: '"record: { trades: true }" in the scenario',
    },
    { path: 'keep', got: '"miners", which no run records', line: 3, column: 7 },
  ])
  await prepare(sweep('keep: [trades]\nrecord: { trades: true }\n'))
  await prepare('base: base.yaml\nfactors: { record.trades: [false, true] }\nkeep: [trades]\n')
  // All that there is.
  await prepare(sweep('keep: all\n'))
  // The first cells may be those that record nothing.
  await prepare('base: base.yaml\nfactors: { record.trades: [false, true] }\nkeep: [trades]\n', { limit: 1 })
})

test('what is worth telling of the scenarios is told once, with the cells that it is about', async () => {
  const { notes } = await prepare(
    'base: base.yaml\nfactors: { genesis.halvingIn: [1 h, 1 day] }\n' + 'record: { every: 1 day }\n',
  )
  expect(notes.map(({ line, path, text }) => `${line} ${path}: ${text}`)).toEqual([
    '3 record.every: is longer than the run: it is sampled at its start and its end alone',
    '2 genesis.halvingIn: lies beyond the horizon: TAO does not halve in this run (cell 1)',
  ])
})

test('and once for a range, however many of its levels are concerned', async () => {
  const { notes } = await prepare(
    'base: base.yaml\nfactors: { genesis.halvingIn: { from: 1 h, to: 4 h } }\ndesign: { kind: grid, levels: 4 }\n',
  )
  expect(notes.map(({ text }) => text)).toEqual([
    'lies beyond the horizon: TAO does not halve in this run (cell 1 and 2 more)',
  ])
})

test('what is wrong with a design is said with its place in the file', async () => {
  const [twice] = await problemsOf('base: base.yaml\nfactors: { network.kappa: [40 %, 50 %, 40 %] }\n')
  expect(twice).toMatchObject({ path: 'factors.network.kappa', got: '"40 %" twice', line: 2 })
  const [lengths] = await problemsOf(
    'base: base.yaml\nfactors: { network.kappa: [40 %, 50 %], network.tempo: [99] }\ndesign: zip\n',
  )
  expect(lengths.file).toBeDefined()
})
