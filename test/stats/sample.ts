import { createStreams, type Stream } from '../../src/random/streams.js'

/** A small skewed sample and a companion in pairs; their figures in the tests are scipy's, version 1.17.1. */
export const x = [3.1, 0.2, 5.9, 2.2, 1.4, 7.7, 0.9, 2.8, 4.4, 11.3, 1.1, 2.0]
export const y = [2.0, 0.9, 3.1, 2.2, 1.4, 4.0, 1.4, 2.6, 2.6, 5.8, 1.6, 2.1]

export const streamOf = (name: string): Stream => createStreams('test').make(name)

export const draws = (n: number, draw: () => number): Float64Array => Float64Array.from({ length: n }, draw)
