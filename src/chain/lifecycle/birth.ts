import { type Card, registry } from '../../card.js'

/** What the lock of a new subnet becomes, whole RAO; reused. */
export class Birth {
  /** TAO and alpha that the pool begins with. */
  tao = 0
  alpha = 0
  /** TAO that leaves issuance. */
  recycled = 0
  /** Alpha that the owner receives as stake. */
  ownerAlpha = 0
}

/** How a subnet's pool is born. */
export interface BirthRule extends Card {
  /** @param lock TAO paid, RAO  @param minLock NetworkMinLockCost, RAO  @param price median price, TAO per alpha */
  birth(lock: number, minLock: number, price: number, out: Birth): void
}

const TWO_64 = 2 ** 64
const file = 'pallets/subtensor/src/subnets/subnet.rs, do_register_network'

/** floor(tao / price) with the price cut to 64 fractional bits, as the chain's U64F64 holds it. */
export function alphaAt(price: number, tao: number): number {
  const bits = BigInt(Math.floor(price * TWO_64))
  return bits === 0n ? 0 : Number((BigInt(tao) << 64n) / bits)
}

/** TAO = alpha = the least lock: price 1, however little that says of the subnet. The rest of the lock is recycled. */
export const minLockPool: BirthRule = {
  id: 'min-lock',
  status: 'retired',
  summary: 'Pool of TAO = alpha = the least lock (price 1); the rest of the lock is recycled.',
  source: `${file}, v2.0.0 to v3.3.13`,
  birth(lock, minLock, _price, out) {
    out.tao = minLock
    out.alpha = minLock
    out.recycled = lock - minLock
    out.ownerAlpha = 0
  },
}

/** The whole lock at the median price; the owner receives alpha for what exceeds the least lock. */
export const medianOwnerPool: BirthRule = {
  id: 'median-owner',
  status: 'retired',
  summary:
    'The whole lock in the pool at the median price; the owner receives alpha for the lock above the least.',
  source: `${file}, v3.3.14-401`,
  birth(lock, minLock, price, out) {
    medianPool.birth(lock, minLock, price, out)
    out.ownerAlpha = alphaAt(price, out.tao - minLock)
  },
}

/** The whole lock at the median price:   alpha = floor(lock / median) */
export const medianPool: BirthRule = {
  id: 'median',
  status: 'mainnet',
  summary: 'The whole lock in the pool at the median price; the owner receives nothing.',
  source: `${file}, v3.4.0-411 and later, 14bc6f9f`,
  birth(lock, minLock, price, out) {
    out.tao = Math.max(lock, minLock)
    out.alpha = alphaAt(price, out.tao)
    out.recycled = 0
    out.ownerAlpha = 0
  },
}

/** By the parameter `poolBirth`. */
export const births = registry('pool birth', [minLockPool, medianOwnerPool, medianPool])
