import type { Stream } from '../../random/streams.js'
import type { SaltelliOutputs } from '../../stats/sobol-indices.js'
import { sobolPoints } from './sobol.js'

/**
 * Points for Sobol' indices: two matrices A and B of N rows, and for each factor i the matrix AB_i, which is A with column i
 * of B. N (k + 2) points, in the order A_j, AB_1j .. AB_kj, B_j for each row j.
 *
 * A and B are the halves of one scrambled Sobol' sequence in 2 k dimensions. N should be a power of two.
 *
 * Source: A. Saltelli et al., Computer Physics Communications 181 (2010) 259-270, sections 2 and 3
 */
export function saltelliPoints(n: number, factors: number, stream: Stream): Float64Array[] {
  return sobolPoints(n, 2 * factors, stream).flatMap((row) => {
    const a = row.slice(0, factors)
    const b = row.slice(factors)
    const mixed = Array.from(a, (_, i) => a.with(i, b[i]))
    return [a, ...mixed, b]
  })
}

/** The outputs of such points, in their order, sorted by matrix. */
export function saltelliOutputs(outputs: ArrayLike<number>, factors: number): SaltelliOutputs {
  const rows = Math.floor(outputs.length / (factors + 2))
  const matrix = (place: number) =>
    Float64Array.from({ length: rows }, (_, j) => outputs[j * (factors + 2) + place])
  return {
    a: matrix(0),
    b: matrix(factors + 1),
    ab: Array.from({ length: factors }, (_, i) => matrix(i + 1)),
  }
}
