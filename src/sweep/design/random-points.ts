import type { Stream } from '../../random/streams.js'

/** Independent points: each coordinate uniform on [0, 1). */
export const randomPoints = (n: number, dimensions: number, stream: Stream): Float64Array[] =>
  Array.from({ length: n }, () => Float64Array.from({ length: dimensions }, () => stream.uniform()))
