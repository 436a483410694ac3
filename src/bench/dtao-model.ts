import { type Columns, createTable, f64 } from '../state/columns.js'

/**
 * dtao-bench-v1: a small model of subnet pools and traders that can be written in any framework and ends, bit for bit, in
 * the same figures everywhere: only + - * / on doubles, in the order given.
 *
 * State and records use the columns, buffers and sinks of every run. The agents stand here as a function: in this model a
 * trade takes place at once, within its agent's turn, while a strategy of the engine asks for calls that the next block
 * executes.
 */

const FEE = 0.0005
const FAST = 0.1
const SLOW = 0.01
const FLOW = 0.02
const EMIT = 180
const CAP = 360
const HALF = 0.41 * 360
const DUST = 1e-6
const EPS = 1e-12

export interface DtaoSize {
  readonly subnets: number
  readonly agents: number
  readonly steps: number
  readonly seed: number
}
export const dtaoSize: DtaoSize = { subnets: 32, agents: 200, steps: 2000, seed: 42 }

const subnetSchema = {
  tao: f64('TAO', 'TAO in the pool'),
  alpha: f64('alpha', 'alpha in the pool'),
  rho: f64('fraction', 'part of what miners earn that they sell'),
  fast: f64('TAO/alpha', 'fast average of the price'),
  slow: f64('TAO/alpha', 'slow average of the price'),
  momentum: f64('fraction', 'fast over slow average, less one'),
  ema: f64('TAO', 'average of the net flow'),
  net: f64('TAO', 'net flow of the step'),
  index: f64('alpha', 'alpha of a share', 1),
  held: f64('shares', 'shares that all hold'),
  share: f64('fraction', 'share of emission'),
  above: f64('TAO', 'flow above the lowest'),
}
const agentSchema = {
  cash: f64('TAO', 'TAO not staked'),
  k: f64('1', 'weight of momentum'),
  threshold: f64('fraction', 'score from which it trades'),
  part: f64('fraction', 'part of its means in one trade'),
}
type Subnets = Columns<typeof subnetSchema>
type Agents = Columns<typeof agentSchema>

/** The world of the benchmark. */
export interface Dtao {
  readonly size: DtaoSize
  readonly subnets: Subnets
  readonly agents: Agents
  /** By agent, then subnet. */
  readonly taste: Float64Array
  readonly own: Float64Array
  /** Park-Miller, exact in 53 bits. */
  draw(): number
  buys: number
  sells: number
}

export function openDtao(size: DtaoSize = dtaoSize): Dtao {
  const { subnets: S, agents: A } = size
  let x = size.seed
  const draw = () => {
    x = (16_807 * x) % 2_147_483_647
    return x / 2_147_483_647
  }
  const s = createTable('subnets', subnetSchema, S)
  const a = createTable('agents', agentSchema, A)
  const taste = new Float64Array(A * S)
  for (let i = 0; i < S; i++) {
    s.tao[i] = 1000 + 9000 * draw()
    s.alpha[i] = s.tao[i] * (20 + 180 * draw())
    s.rho[i] = draw()
    s.held[i] = s.alpha[i]
    s.fast[i] = s.tao[i] / s.alpha[i]
    s.slow[i] = s.fast[i]
  }
  for (let j = 0; j < A; j++) {
    a.cash[j] = 50 + 450 * draw()
    a.k[j] = -10 + 40 * draw()
    a.threshold[j] = 0.002 + 0.018 * draw()
    a.part[j] = 0.01 + 0.04 * draw()
    for (let i = 0; i < S; i++) taste[j * S + i] = 0.01 * (2 * draw() - 1)
  }
  return { size, subnets: s, agents: a, taste, own: new Float64Array(A * S), draw, buys: 0, sells: 0 }
}

/** One step: it stands for a tempo. */
export function stepDtao(world: Dtao): void {
  observe(world)
  for (let j = 0; j < world.size.agents; j++) decide(world, j)
  minersSell(world)
  shareOut(world)
  feed(world)
}

function observe({ size, subnets }: Dtao): void {
  const { tao, alpha, fast, slow, momentum, net } = subnets
  for (let i = 0; i < size.subnets; i++) {
    const p = tao[i] / alpha[i]
    fast[i] += FAST * (p - fast[i])
    slow[i] += SLOW * (p - slow[i])
    momentum[i] = fast[i] / slow[i] - 1
    net[i] = 0
  }
}

/** Sell of the worst that is held, or buy the best. */
function decide(world: Dtao, j: number): void {
  const { agents, own, taste } = world
  const { momentum } = world.subnets
  const S = world.size.subnets
  const u = world.draw()
  const k = agents.k[j]
  const row = j * S
  let best = 0
  let worst = -1
  let high = Number.NEGATIVE_INFINITY
  let low = 0
  for (let i = 0; i < S; i++) {
    const score = k * momentum[i] + taste[row + i]
    if (score > high) {
      high = score
      best = i
    }
    if (own[row + i] > EPS && (worst < 0 || score < low)) {
      low = score
      worst = i
    }
  }
  const threshold = agents.threshold[j]
  if (worst >= 0 && low < -threshold) sell(world, j, worst, 5 * agents.part[j] * (0.5 + u) * own[row + worst])
  else if (high > threshold && agents.cash[j] > DUST)
    buy(world, j, best, agents.part[j] * (0.5 + u) * agents.cash[j])
}

function sell(world: Dtao, j: number, i: number, shares: number): void {
  const { tao, alpha, index, held, net } = world.subnets
  const given = shares * index[i]
  const e = given * (1 - FEE)
  const out = (tao[i] * e) / (alpha[i] + e)
  alpha[i] += given
  tao[i] -= out
  world.agents.cash[j] += out
  world.own[j * world.size.subnets + i] -= shares
  held[i] -= shares
  net[i] -= out
  world.sells++
}

function buy(world: Dtao, j: number, i: number, pay: number): void {
  const { tao, alpha, index, held, net } = world.subnets
  const e = pay * (1 - FEE)
  const out = (alpha[i] * e) / (tao[i] + e)
  tao[i] += pay
  alpha[i] -= out
  world.agents.cash[j] -= pay
  const shares = out / index[i]
  world.own[j * world.size.subnets + i] += shares
  held[i] += shares
  net[i] += pay
  world.buys++
}

function minersSell({ size, subnets }: Dtao): void {
  const { tao, alpha, rho, net } = subnets
  for (let i = 0; i < size.subnets; i++) {
    const q = HALF * rho[i]
    const e = q * (1 - FEE)
    const out = (tao[i] * e) / (alpha[i] + e)
    alpha[i] += q
    tao[i] -= out
    net[i] -= out
  }
}

function shareOut({ size, subnets }: Dtao): void {
  const { net, ema, above, share } = subnets
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < size.subnets; i++) {
    ema[i] += FLOW * (net[i] - ema[i])
    if (ema[i] < least) least = ema[i]
  }
  const low = Math.max(0, least)
  let total = 0
  for (let i = 0; i < size.subnets; i++) {
    above[i] = Math.max(ema[i] - low, 0)
    total += above[i]
  }
  for (let i = 0; i < size.subnets; i++) share[i] = total > 0 ? above[i] / total : 1 / size.subnets
}

/** Injection, the chain's own buy of what may not be injected, dividends. */
function feed({ size, subnets }: Dtao): void {
  const { tao, alpha, share, index, held } = subnets
  for (let i = 0; i < size.subnets; i++) {
    const taoIn = EMIT * share[i]
    const p = tao[i] / alpha[i]
    const alphaIn = taoIn / p
    if (alphaIn > CAP) {
      const put = CAP * p
      const spent = taoIn - put
      tao[i] += put
      alpha[i] += CAP
      const out = (alpha[i] * spent) / (tao[i] + spent)
      tao[i] += spent
      alpha[i] -= out
    } else {
      tao[i] += taoIn
      alpha[i] += alphaIn
    }
    index[i] *= 1 + HALF / (held[i] * index[i])
  }
}

export function checksumOf({ size, subnets, agents }: Dtao): number {
  const { tao, alpha } = subnets
  let sum = 0
  for (let i = 0; i < size.subnets; i++) sum += (i + 1) * tao[i] + (i + 1) * (tao[i] / alpha[i])
  for (let j = 0; j < size.agents; j++) sum += (j + 1) * agents.cash[j]
  return sum
}
