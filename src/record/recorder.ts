import { refusalNames } from '../refusal.js'
import { BLOCKS_PER_DAY } from '../units.js'
import { formatNumber, formatRao } from './format.js'
import { metrics as shipped } from './index.js'
import type { Metric } from './metric.js'
import { AgentRow } from './rows/agent-row.js'
import { EpochRow } from './rows/epoch-row.js'
import { Flows } from './rows/flows.js'
import { NetworkRow } from './rows/network-row.js'
import { SubnetRow } from './rows/subnet-row.js'
import { SummaryRow } from './rows/summary-row.js'
import { UidRow } from './rows/uid-row.js'
import { type EventKind, eventKinds, type Recorder, type RunInfo, type RunOutcome } from './run.js'
import type { Sink, WrittenTable } from './sinks/sink.js'
import { Board } from './summary/board.js'
import type { TableSpec } from './table.js'
import { planTable, type TableName, tableNames } from './tables.js'
import type { EpochFigures, RecordView } from './view.js'
import { TableWriter } from './writer.js'

/** A recorder that also tells, once closed, what it wrote. */
export interface RunRecorder extends Recorder {
  readonly run: RunInfo
  readonly view: RecordView
  readonly outcome: RunOutcome
  /** Last block the run reached. */
  readonly endBlock: number
  readonly written: readonly WrittenTable[]
  /** The tables of this run, with their columns. */
  readonly specs: readonly TableSpec[]
}

/** @param extra  metrics a scenario brings along; their columns follow those shipped */
export function createRecorder(sink: Sink, extra: readonly Metric[] = []): RunRecorder {
  return new TableRecorder(sink, [...shipped.all, ...extra])
}

class TableRecorder implements RunRecorder {
  run!: RunInfo
  view!: RecordView
  outcome!: RunOutcome
  endBlock = 0
  written: readonly WrittenTable[] = []
  specs: readonly TableSpec[] = []
  readonly #board: Board
  readonly #sink: Sink
  readonly #metrics: readonly Metric[]
  readonly #tables = new Map<TableName, TableWriter>()
  #flows!: Flows
  #network!: NetworkRow
  #subnet!: SubnetRow
  #epoch!: EpochRow
  #agent!: AgentRow
  #uid!: UidRow
  /** Block of the next sample. */
  #due = 0
  #lastSample = -1
  #epochDue = new Float64Array(0)
  #refused = new Float64Array(refusalNames.length)
  #tradeBlock = -1
  #seq = 0

  constructor(sink: Sink, all: readonly Metric[]) {
    this.#sink = sink
    this.#metrics = all
    this.#board = new Board(all.flatMap(({ gauges }) => gauges ?? []))
  }

  open(run: RunInfo, view: RecordView): void {
    this.run = run
    this.view = view
    const { trades, validators, miners } = run.record
    const optional: Partial<Record<TableName, boolean>> = { trades, validators, miners }
    const plans = tableNames
      .filter((name) => optional[name] !== false)
      .map((name) => [name, planTable(name, this.#metrics)] as const)
    this.specs = plans.map(([, plan]) => plan.spec)
    this.#sink.open(this.specs)
    const keys = [run.experiment, run.cellId, run.rep]
    for (const [name, plan] of plans) this.#tables.set(name, new TableWriter(plan, this.#sink, keys))
    this.#flows = new Flows()
    this.#network = new NetworkRow(view, this.#flows)
    this.#subnet = new SubnetRow(view, this.#flows)
    this.#epoch = new EpochRow(view)
    this.#agent = new AgentRow(view)
    this.#uid = new UidRow(view)
    this.#epochDue = new Float64Array(view.world.subnets.exists.length)
    this.#due = view.world.block
    this.#board.open(run, view)
    this.event('run_start', -1, -1, -1, run.startBlock)
    this.observe()
  }

  observe(): void {
    this.#board.observe()
    if (this.view.world.block >= this.#due) {
      this.#due += this.run.record.every
      this.#sample()
    }
  }

  epoch(netuid: number, figures: EpochFigures): void {
    this.#board.epoch(netuid, figures)
    const { block } = this.view.world
    if (netuid >= this.#epochDue.length || block < this.#epochDue[netuid]) return
    this.#epochDue[netuid] = block + this.run.record.epochs
    this.#epoch.look(netuid, figures)
    this.#table('epochs').key(0, block).key(1, netuid).key(2, this.#epoch.epoch).sample(this.#epoch)
    this.#uids(netuid)
  }

  trade(
    cohort: number,
    member: number,
    netuid: number,
    side: number,
    tao: number,
    alpha: number,
    fee: number,
    taoAfter = Number.NaN,
    alphaAfter = Number.NaN,
  ): void {
    this.#board.trade(cohort, member, netuid, side, tao, alpha, fee, taoAfter, alphaAfter)
    const table = this.#tables.get('trades')
    if (!table) return
    const { block } = this.view.world
    this.#seq = block === this.#tradeBlock ? this.#seq + 1 : 0
    this.#tradeBlock = block
    table.key(0, block).key(1, this.#seq).key(2, this.#agentId(cohort, member)).key(3, netuid)
    table
      .key(4, side === 0 ? 'buy' : 'sell')
      .key(5, tao)
      .key(6, alpha)
    table
      .key(7, side === 0 ? fee : Number.NaN)
      .key(8, side === 0 ? Number.NaN : fee)
      .end()
  }

  event(kind: EventKind, netuid: number, cohort: number, member: number, value: number, agent = ''): void {
    if (kind !== 'refusal') this.#board.event(kind, netuid, cohort, member, value, agent)
    const common = kind === 'registration' || kind === 'deregistration'
    if (common && this.run.record.events === 'notable') return
    const sort = eventKinds[kind].value
    const written = sort === 'none' ? '' : sort === 'rao' ? formatRao(value) : formatNumber(value)
    const table = this.#table('events').key(0, this.view.world.block).key(1, kind)
    table
      .key(2, netuid < 0 ? Number.NaN : netuid)
      .key(3, agent || this.#agentId(cohort, member))
      .key(4, written)
      .end()
  }

  close(outcome: RunOutcome): void {
    const { run } = this
    const { block } = this.view.world
    this.outcome = outcome
    this.endBlock = block
    if (outcome.status === 'complete' && this.#lastSample !== block) this.#sample()
    if (outcome.status === 'complete') this.#summary()
    const row = this.#table('runs').key(0, run.seed).key(1, run.configHash).key(2, run.engineVersion)
    row
      .key(3, run.regime)
      .key(4, block - run.startBlock)
      .key(5, outcome.status)
      .key(6, '')
      .end()
    for (const table of this.#tables.values()) table.flush()
    this.written = this.#sink.close()
  }

  /** The figures of the run, from what was measured on the way. */
  #summary(): void {
    this.#board.close()
    this.#table('summary').sample(new SummaryRow(this.run, this.view, this.#board))
  }

  #table(name: TableName): TableWriter {
    return this.#tables.get(name)!
  }

  #agentId(cohort: number, member: number): string {
    if (cohort < 0) return ''
    const { id } = this.view.cohorts[cohort]
    return member < 0 ? id : `${id}/${member}`
  }

  /** Network, subnets, agents and refusals, as they stand after this block. */
  #sample(): void {
    const { world } = this.view
    this.#lastSample = world.block
    this.#flows.look(world)
    this.#network.look()
    const day = (world.block - this.run.startBlock) / BLOCKS_PER_DAY
    this.#table('network').key(0, world.block).key(1, day).sample(this.#network)
    for (const netuid of world.netuids) {
      this.#subnet.netuid = netuid
      this.#table('subnets').key(0, world.block).key(1, netuid).sample(this.#subnet)
    }
    this.#agents()
    this.#refusals()
    this.#board.sample()
    this.#flows.mark(world)
    this.#network.mark()
    this.#agent.mark()
  }

  #agents(): void {
    const each = this.run.record.agents === 'each'
    this.view.cohorts.forEach((cohort, index) => {
      for (let member = -1; member < (each ? cohort.size : 0); member++) {
        this.#agent.look(index, member, this.#flows.days)
        const table = this.#table('agents').key(0, this.view.world.block).key(1, this.#agentId(index, member))
        table
          .key(2, cohort.kind)
          .key(3, cohort.adversary ? 1 : 0)
          .sample(this.#agent)
      }
    })
  }

  /** One event for each reason for which calls were refused since the last sample. */
  #refusals(): void {
    const { refusals } = this.view
    for (let code = 1; code < refusals.length; code++) {
      const count = refusals[code] - this.#refused[code]
      if (count > 0) this.event('refusal', -1, -1, -1, count, refusalNames[code])
      this.#refused[code] = refusals[code]
    }
  }

  #uids(netuid: number): void {
    const { neurons, stride, subnets } = this.view.world
    if (!this.#tables.has('validators') && !this.#tables.has('miners')) return
    for (let uid = 0; uid < subnets.neuronCount[netuid]; uid++) {
      const slot = netuid * stride + uid
      this.#uid.look(netuid, uid)
      if (neurons.permit[slot]) this.#neuron('validators')
      if (!neurons.permit[slot] || neurons.incentive[slot] > 0) this.#neuron('miners')
    }
  }

  #neuron(name: 'validators' | 'miners'): void {
    const { netuid, uid, cohort, member } = this.#uid
    const table = this.#tables.get(name)
    if (!table) return
    const kind = cohort < 0 ? '' : this.view.cohorts[cohort].kind
    table.key(0, this.view.world.block).key(1, netuid).key(2, this.#epoch.epoch).key(3, uid)
    table.key(4, this.#agentId(cohort, member)).key(5, kind).sample(this.#uid)
  }
}
