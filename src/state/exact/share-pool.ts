/** A share is kept in 10^-24: finer than the chain's 21 digits, so that rounding shows in neither. */
const SCALE = 10n ** 24n

/**
 * A share pool in big integers, the twin of state/share-pools.ts.
 *
 *   one adds x:  s += x D / V, D likewise, V += x         a dividend to all:  V += x         value = floor(V s / D)
 *
 * Source: primitives/share-pool/src/lib.rs, 14bc6f9f. Differs: the chain keeps decimal floats of 21 digits.
 */
export class ExactSharePool {
  total = 0n
  denominator = 0n
  readonly shares = new Map<string, bigint>()

  /** One holder adds, or (negative) takes away, at most the value it holds. */
  changeOne(name: string, amount: bigint): void {
    const held = this.shares.get(name) ?? 0n
    const empty = this.total === 0n || this.denominator === 0n
    const wanted = empty ? amount * SCALE : (amount * this.denominator) / this.total
    const moved = held + wanted < 0n ? -held : wanted
    this.shares.set(name, held + moved)
    this.denominator += moved
    this.total += amount
  }

  changeAll(amount: bigint): void {
    this.total += amount
  }

  value(name: string): bigint {
    return this.denominator === 0n ? 0n : (this.total * (this.shares.get(name) ?? 0n)) / this.denominator
  }
}
