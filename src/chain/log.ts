/**
 * What happened in a block, for records: trades and events as rows of columns, emptied by whoever reads them.
 * The chain writes here and never reads.
 */
export interface Trades {
  /** Off by default: who steps a world without records pays for nothing. */
  enabled: boolean
  count: number
  netuid: Uint16Array
  /** 0 buy, 1 sell. */
  side: Uint8Array
  coldkey: Int32Array
  /** Cohort of the signer, -1 for the chain itself. */
  cohort: Int32Array
  agent: Int32Array
  tao: Float64Array
  alpha: Float64Array
  fee: Float64Array
  /** The pool when the trade was done, RAO: by them a trade can be quoted again as if another had not been. */
  taoAfter: Float64Array
  alphaAfter: Float64Array
}

export interface ChainEvent {
  block: number
  /** Kebab-case, such as `halving`, `neuron-registered`. */
  kind: string
  /** -1 where it concerns no subnet. */
  netuid: number
  cohort: number
  agent: number
  value: number
  /** Wallet that it is about, where whose it is has to be looked up. */
  coldkey?: number
  /** Text for the agent where it is not one of a cohort, such as the id of an era. */
  name?: string
}

export interface Log {
  trades: Trades
  events: ChainEvent[]
  /** Epochs that ran in this block, in order: netuids, and what each paid (rows of `PAID`). */
  epochCount: number
  epochNetuid: Uint16Array
  epochPaid: Float64Array
  /** Trades of users since the start. */
  tradeTotal: number
  /** Calls refused since the start, by refusal code. */
  refusals: Float64Array
  /** Told of each trade and refusal, so that cohorts can keep their own counts. */
  listener: LogListener | null
}

export interface LogListener {
  traded(cohort: number, agent: number): void
  refused(kind: number, code: number, cohort: number, agent: number): void
}

/** What an epoch paid, RAO of alpha, in the order of the columns. */
export const PAID = ['server', 'validator', 'root', 'ownerCut', 'withheld'] as const
/** No block runs more epochs than there are netuids. */
const MOST_EPOCHS = 4096
const ROWS = 256

export function createLog(refusalCodes: number): Log {
  return {
    trades: {
      enabled: false,
      count: 0,
      netuid: new Uint16Array(ROWS),
      side: new Uint8Array(ROWS),
      coldkey: new Int32Array(ROWS),
      cohort: new Int32Array(ROWS),
      agent: new Int32Array(ROWS),
      tao: new Float64Array(ROWS),
      alpha: new Float64Array(ROWS),
      fee: new Float64Array(ROWS),
      taoAfter: new Float64Array(ROWS),
      alphaAfter: new Float64Array(ROWS),
    },
    events: [],
    epochCount: 0,
    epochNetuid: new Uint16Array(MOST_EPOCHS),
    epochPaid: new Float64Array(MOST_EPOCHS * PAID.length),
    tradeTotal: 0,
    refusals: new Float64Array(refusalCodes),
    listener: null,
  }
}

/** Note a trade. @param fee in TAO RAO for a buy, in alpha RAO for a sell @param pool reserves, the trade done */
export function logTrade(
  log: Log,
  netuid: number,
  side: number,
  signer: { coldkey: number; cohort: number; agent: number },
  tao: number,
  alpha: number,
  fee: number,
  pool: { taoReserve: Float64Array; alphaReserve: Float64Array },
): void {
  log.tradeTotal++
  log.listener?.traded(signer.cohort, signer.agent)
  const t = log.trades
  if (!t.enabled) return
  if (t.count === t.netuid.length) growTrades(t)
  const i = t.count++
  t.netuid[i] = netuid
  t.side[i] = side
  t.coldkey[i] = signer.coldkey
  t.cohort[i] = signer.cohort
  t.agent[i] = signer.agent
  t.tao[i] = tao
  t.alpha[i] = alpha
  t.fee[i] = fee
  t.taoAfter[i] = pool.taoReserve[netuid]
  t.alphaAfter[i] = pool.alphaReserve[netuid]
}

/** Note an epoch and what it paid. */
export function logEpoch(
  log: Log,
  netuid: number,
  server: number,
  validator: number,
  root: number,
  ownerCut: number,
  withheld: number,
): void {
  const at = log.epochCount++ * PAID.length
  log.epochNetuid[log.epochCount - 1] = netuid
  log.epochPaid[at] = server
  log.epochPaid[at + 1] = validator
  log.epochPaid[at + 2] = root
  log.epochPaid[at + 3] = ownerCut
  log.epochPaid[at + 4] = withheld
}

function growTrades(t: Trades): void {
  const wider = <A extends { set(from: A): void; length: number }>(from: A, make: (n: number) => A): A => {
    const to = make(from.length * 2)
    to.set(from)
    return to
  }
  t.netuid = wider(t.netuid, (n) => new Uint16Array(n))
  t.side = wider(t.side, (n) => new Uint8Array(n))
  t.coldkey = wider(t.coldkey, (n) => new Int32Array(n))
  t.cohort = wider(t.cohort, (n) => new Int32Array(n))
  t.agent = wider(t.agent, (n) => new Int32Array(n))
  t.tao = wider(t.tao, (n) => new Float64Array(n))
  t.alpha = wider(t.alpha, (n) => new Float64Array(n))
  t.fee = wider(t.fee, (n) => new Float64Array(n))
  t.taoAfter = wider(t.taoAfter, (n) => new Float64Array(n))
  t.alphaAfter = wider(t.alphaAfter, (n) => new Float64Array(n))
}

export function logEvent(
  log: Log,
  block: number,
  kind: string,
  netuid: number,
  value: number,
  cohort = -1,
  agent = -1,
): void {
  log.events.push({ block, kind, netuid, cohort, agent, value })
}
