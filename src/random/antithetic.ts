import { createStreams, type Streams } from './streams.js'

/** Ends the seed of the second run of an antithetic pair. */
export const MIRROR = '~'

/** Streams of the world outside the chain: TAO/USD, flows, fundamentals, attention. */
const OUTSIDE = 'outside/'

/**
 * All streams of a run. A seed that ends in `~` is the antithetic partner of the seed without it: the world outside draws
 * 1 - u where the partner draws u (and -z for z), everything else draws anew, so that what the pair shares is the mirrored
 * part alone.
 *
 * Source: A. M. Law, Simulation Modeling and Analysis, 5th edition (2015), section 11.3
 */
export function runStreams(seed: string): Streams {
  const own = createStreams(seed)
  if (!seed.endsWith(MIRROR)) return own
  const mirrored = createStreams(seed.slice(0, -MIRROR.length), [OUTSIDE])
  const of = (name: string) => (name.startsWith(OUTSIDE) ? mirrored : own)
  return {
    seed,
    make: (name) => of(name).make(name),
    stream: (name) => of(name).stream(name),
    save: () => ({ ...own.save(), ...mirrored.save() }),
    restore(saved) {
      own.restore(saved)
      mirrored.restore(saved)
    },
  }
}
