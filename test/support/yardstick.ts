/**
 * How fast this machine is just now, so that a limit in seconds means the same everywhere: a hundred million steps of
 * arithmetic, each waiting for the last, and eight million jumps through 32 MB, each to where the last one pointed. A year of
 * a network is some of both.
 *
 * @returns seconds of one core
 */
export function yardstick(): { arithmetic: number; memory: number } {
  const chain = shuffledChain(1 << 23)
  walk(chain, 1e5)
  iterate(1e5)
  return { arithmetic: seconds(() => iterate(1e8)), memory: seconds(() => walk(chain, 8e6)) }
}

/** What it takes on the machine that the limits were set on: two shared cores of an AMD EPYC, memory 155 ns away. */
const REFERENCE = { arithmetic: 0.2, memory: 1.24 }

/** How many times as long as there; 1 on any machine that is faster. */
export function slowness(): number {
  const { arithmetic, memory } = yardstick()
  return Math.max(1, (arithmetic / REFERENCE.arithmetic + memory / REFERENCE.memory) / 2)
}

function seconds(work: () => number): number {
  const { user, system } = process.cpuUsage()
  if (Number.isNaN(work())) throw new Error('the yardstick came to nothing')
  const after = process.cpuUsage()
  return (after.user + after.system - user - system) / 1e6
}

/** A permutation of one cycle (Sattolo), shuffled by a linear congruential generator. */
function shuffledChain(length: number): Int32Array {
  const next = Int32Array.from({ length }, (_, i) => i)
  let state = 1
  for (let i = length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    const j = (state >>> 0) % i
    const kept = next[i]
    next[i] = next[j]
    next[j] = kept
  }
  return next
}

function walk(next: Int32Array, steps: number): number {
  let at = 0
  for (let k = 0; k < steps; k++) at = next[at]
  return at
}

/** The logistic map, and a sum of it. */
function iterate(steps: number): number {
  let x = 0.5
  let sum = 0
  for (let k = 0; k < steps; k++) {
    x = 3.7 * x * (1 - x)
    sum += Math.floor(x * 1000) / 7
  }
  return sum
}
