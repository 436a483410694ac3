/** Part of a price that is lost, 0..1: what a plugin imports is part of it. */
export const fallFrom = (high: number, price: number): number =>
  high > 0 ? Math.max(0, 1 - price / high) : 0
