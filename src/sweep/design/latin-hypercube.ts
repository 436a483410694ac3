import type { Stream } from '../../random/streams.js'
import { shuffled } from './shuffle.js'

/**
 * Latin hypercube: every interval [i/n, (i+1)/n) of every dimension holds exactly one of n points, at random within it.
 *
 * Source: M. D. McKay, R. J. Beckman and W. J. Conover, A comparison of three methods for selecting values of input
 * variables, Technometrics 21 (1979) 239-245
 */
export function latinHypercube(n: number, dimensions: number, stream: Stream): Float64Array[] {
  const columns = Array.from({ length: dimensions }, () =>
    shuffled(n, stream).map((cell) => (cell + stream.uniform()) / n),
  )
  return Array.from({ length: n }, (_, i) => Float64Array.from(columns, (column) => column[i]))
}
