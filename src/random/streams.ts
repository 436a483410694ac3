import seedrandom from 'seedrandom'
import { inverseNormal } from './normal.js'

/**
 * One seed, many named streams. A stream belongs to whoever decides with it; adding an agent, a metric or a subnet
 * leaves every other stream untouched, so two policies under one seed differ by the policy alone.
 *
 * No other file knows the generator (seedrandom's `alea`, 53 bits a draw).
 */
export interface Stream {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number
  /** Standard normal: one uniform a draw, through the inverse distribution, so that streams stay aligned. */
  normal(): number
  /** Whole number in [0, n). */
  below(n: number): number
  /** Exponential with mean 1. */
  exponential(): number
}

export interface Streams {
  readonly seed: string
  /** The stream of that name, made at first use. The same name gives the same stream object. */
  stream(name: string): Stream
  /** A new object for the stream of that name, not kept here: whoever asks keeps it. */
  make(name: string): Stream
}

class AleaStream implements Stream {
  readonly #next: seedrandom.PRNG
  /** 1 mirrors every uniform (u -> 1 - u): the other half of an antithetic pair. */
  readonly #mirrored: boolean

  constructor(seed: string, mirrored: boolean) {
    this.#next = seedrandom.alea(seed)
    this.#mirrored = mirrored
  }

  uniform(): number {
    const u = this.#next.double()
    return this.#mirrored ? (u === 0 ? 0 : 1 - u) : u
  }

  normal(): number {
    return inverseNormal(this.uniform())
  }

  below(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  exponential(): number {
    return -Math.log1p(-this.uniform())
  }
}

/** All streams of a run. @param mirrored name prefixes whose uniforms are mirrored (antithetic replicates) */
export function createStreams(seed: string, mirrored: readonly string[] = []): Streams {
  const made = new Map<string, Stream>()
  const make = (name: string): Stream =>
    new AleaStream(
      `${seed}\u0000${name}`,
      mirrored.some((prefix) => name.startsWith(prefix)),
    )
  return {
    seed,
    make,
    stream(name) {
      let found = made.get(name)
      if (!found) {
        found = make(name)
        made.set(name, found)
      }
      return found
    },
  }
}
