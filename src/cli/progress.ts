import { performance } from 'node:perf_hooks'
import { dateAfter } from '../record/manifest.js'
import type { Terminal } from './terminal.js'

/** What a progress line says. */
export interface Standing {
  /** Blocks done and to do. */
  done: number
  horizon: number
  /** First block, and its date. */
  startBlock: number
  startDate: string
  /** Wall time since the start, seconds. */
  seconds: number
}

/** `block 9,250,000  2026-10-09  1.5 %  120,000 blocks/s  4 s left`. */
export function progressLine({ done, horizon, startBlock, startDate, seconds }: Standing): string {
  const rate = seconds > 0 ? done / seconds : 0
  const left = rate > 0 ? duration((horizon - done) / rate) : '?'
  const part = ((100 * done) / horizon).toFixed(1)
  const date = dateAfter(startDate, done).slice(0, 10)
  return `block ${grouped(startBlock + done)}  ${date}  ${part} %  ${grouped(Math.round(rate))} blocks/s  ${left} left`
}

const grouped = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A bar that is redrawn on a terminal ten times a second; elsewhere a line every ten seconds. */
export class Progress {
  readonly #terminal: Terminal
  readonly #every: number
  readonly #now: () => number
  readonly #from: number
  #next: number
  #drawn = false

  /** @param now  milliseconds */
  constructor(terminal: Terminal, quiet: boolean, now: () => number = () => performance.now()) {
    this.#terminal = terminal
    this.#every = quiet ? Number.POSITIVE_INFINITY : terminal.live ? 100 : 10_000
    this.#now = now
    this.#from = now()
    this.#next = this.#from + this.#every
  }

  show(standing: Omit<Standing, 'seconds'>): void {
    this.draw(standing.done / standing.horizon, (seconds) => progressLine({ ...standing, seconds }))
  }

  /** A line of the caller's own, made when it is due. @param part  done, 0..1 */
  draw(part: number, lineAfter: (seconds: number) => string): void {
    const now = this.#now()
    if (now < this.#next) return
    this.#next = now + this.#every
    const line = lineAfter((now - this.#from) / 1000)
    if (this.#terminal.live) this.#terminal.err(`\r${fitting(bar(part), line, this.#terminal.width)}\u001b[K`)
    else this.#terminal.err(`${line}\n`)
    this.#drawn = this.#terminal.live
  }

  /** Take the bar away, so that what follows begins on an empty line. */
  clear(): void {
    if (this.#drawn) this.#terminal.err('\r\u001b[K')
    this.#drawn = false
  }
}

/** What fits into one row of the terminal: a longer line would wrap, and `\r` would not take it back. The bar goes first. */
function fitting(bar: string, line: string, width = Number.POSITIVE_INFINITY): string {
  const whole = `${bar} ${line}`
  return whole.length < width ? whole : line.slice(0, Math.max(0, width - 1))
}

function bar(part: number): string {
  const full = Math.floor(20 * Math.min(1, part))
  return `[${'#'.repeat(full)}${'.'.repeat(20 - full)}]`
}
