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
  /** Where every stream stands. */
  save(): SavedStreams
  /** All streams, those made later too, go on from there. */
  restore(saved: SavedStreams): void
}

/** States of the generators by name, in the order in which streams of that name were made. */
export type SavedStreams = Readonly<Record<string, readonly seedrandom.State.Alea[]>>

class AleaStream implements Stream {
  #next: seedrandom.StatefulPRNG<seedrandom.State.Alea>
  /** 1 mirrors every uniform (u -> 1 - u): the other half of an antithetic pair. */
  readonly #mirrored: boolean

  constructor(seed: string, mirrored: boolean) {
    this.#next = seedrandom.alea(seed, { state: true })
    this.#mirrored = mirrored
  }

  get state(): seedrandom.State.Alea {
    return this.#next.state()
  }
  set state(state: seedrandom.State.Alea) {
    this.#next = seedrandom.alea('', { state })
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
  const all = new Map<string, AleaStream[]>()
  let waiting: SavedStreams = {}
  const make = (name: string): Stream => {
    const stream = new AleaStream(
      `${seed}\u0000${name}`,
      mirrored.some((prefix) => name.startsWith(prefix)),
    )
    const namesakes = all.get(name)
    if (namesakes) namesakes.push(stream)
    else all.set(name, [stream])
    const state = waiting[name]?.[namesakes ? namesakes.length - 1 : 0]
    if (state) stream.state = state
    return stream
  }
  return {
    seed,
    make,
    save: () => Object.fromEntries([...all].map(([name, same]) => [name, same.map(({ state }) => state)])),
    restore(saved) {
      waiting = saved
      for (const [name, same] of all) {
        same.forEach((stream, k) => {
          const state = saved[name]?.[k]
          if (state) stream.state = state
        })
      }
    },
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
