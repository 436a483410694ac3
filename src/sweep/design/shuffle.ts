import type { Stream } from '../../random/streams.js'

/** 0 .. n - 1 in random order, each order as likely as the others (Fisher and Yates). */
export function shuffled(n: number, stream: Stream): number[] {
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = stream.below(i + 1)
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  return order
}
