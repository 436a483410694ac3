import { type ExactFill, exactFee, exactFeeAtStop, lesser, refused, U64_TOP } from './fixed.js'
import { isqrt } from './power.js'

/**
 * The translated superellipse in the chain's own integers; amounts in RAO, curve in 2^-32 RAO.
 *
 * Source: pallets/swap/src/pallet/superellipse.rs, 0249a4a4 (RaoFoundation/subtensor)
 */
const SHIFT = 32n
const PARTS = 10n ** 18n

export interface ExactEllipse {
  /** Reserves of alpha and TAO, RAO. */
  x: bigint
  y: bigint
  /** Scales and centres along alpha and TAO, 2^-32 RAO. */
  a: bigint
  b: bigint
  cx: bigint
  cy: bigint
}

/** One side of a trade: rooms and squared scales of what goes in and what comes out. */
interface Sides {
  roomIn: bigint
  roomOut: bigint
  scaleIn: bigint
  scaleOut: bigint
}

export function exactEllipseFit(x: bigint, y: bigint, quoteParts: bigint): ExactEllipse {
  const a = (x * (quoteParts << 33n)) / PARTS
  const b = (y * ((PARTS - quoteParts) << 33n)) / PARTS
  return { x, y, a, b, cx: (x << SHIFT) + a, cy: (y << SHIFT) + b }
}

function sides({ x, y, a, b, cx, cy }: ExactEllipse, buying: boolean): Sides {
  const roomX = cx - (x << SHIFT)
  const roomY = cy - (y << SHIFT)
  return buying
    ? { roomIn: roomY, roomOut: roomX, scaleIn: b * b, scaleOut: a * a }
    : { roomIn: roomX, roomOut: roomY, scaleIn: a * a, scaleOut: b * b }
}

/** 64-bit price, -1 off the curve. */
export function exactEllipsePrice(pool: ExactEllipse): bigint {
  const { roomIn, roomOut, scaleIn, scaleOut } = sides(pool, true)
  return roomIn <= 0n || roomOut <= 0n ? -1n : ((scaleIn * roomOut) << 64n) / (scaleOut * roomIn)
}

/** Payout of a net input, -1 if the input leaves the curve or the payout exceeds the reserve. */
export function exactEllipseOut(pool: ExactEllipse, buying: boolean, net: bigint): bigint {
  if (net === 0n) return 0n
  const { roomIn, roomOut, scaleIn, scaleOut } = sides(pool, buying)
  const next = roomIn - (net << SHIFT)
  if (next <= 0n) return -1n
  const gain = (roomIn - next) * (roomIn + next)
  const out = (isqrt(roomOut * roomOut + (gain * scaleOut) / scaleIn) - roomOut) >> SHIFT
  return out > (buying ? pool.x : pool.y) ? -1n : out
}

export function exactEllipseMaxInput(pool: ExactEllipse, buying: boolean, floor: bigint): bigint {
  const { roomIn, roomOut, scaleIn, scaleOut } = sides(pool, buying)
  const free = ((buying ? pool.x : pool.y) - floor + 1n) << SHIFT
  const initial = roomIn * roomIn * scaleOut
  const bound = free * (2n * roomOut + free) * scaleIn
  const least = initial >= bound ? isqrt((initial - bound) / scaleOut) + 1n : 1n
  const amount = (roomIn - least) >> SHIFT
  const capacity = U64_TOP - (buying ? pool.y : pool.x)
  return lesser(amount, capacity)
}

/** The pool after a trade. */
function moved(pool: ExactEllipse, buying: boolean, net: bigint, out: bigint): ExactEllipse {
  return buying
    ? { ...pool, x: pool.x - out, y: pool.y + net }
    : { ...pool, x: pool.x + net, y: pool.y - out }
}

/** Largest net input whose price, the payout rounded down, is inside the limit; a search over whole RAO. */
export function exactEllipseInputTo(pool: ExactEllipse, buying: boolean, limit: bigint): bigint {
  const inside = (price: bigint) => price >= 0n && (buying ? price <= limit : price >= limit)
  const now = exactEllipsePrice(pool)
  if (buying ? limit <= now : limit >= now) return 0n
  let low = 0n
  let high = exactEllipseMaxInput(pool, buying, 0n)
  while (low < high) {
    const middle = low + (high - low + 1n) / 2n
    const after = moved(pool, buying, middle, exactEllipseOut(pool, buying, middle))
    if (inside(exactEllipsePrice(after))) low = middle
    else high = middle - 1n
  }
  return low
}

/** Least alpha whose sale pays at least `wanted` TAO, -1 if none does. */
export function exactEllipseInputFor(pool: ExactEllipse, wanted: bigint): bigint {
  let low = 0n
  let high = exactEllipseMaxInput(pool, false, 0n)
  if (exactEllipseOut(pool, false, high) < wanted) return -1n
  while (low < high) {
    const middle = (low + high) / 2n
    if (exactEllipseOut(pool, false, middle) >= wanted) high = middle
    else low = middle + 1n
  }
  return low
}

/** Fee, clamp, limit, payout. Source: swap_step.rs, id 71571459865 */
export function exactEllipseSwap(
  pool: ExactEllipse,
  buying: boolean,
  amount: bigint,
  limit: bigint | null,
  rate: bigint,
  floor: bigint,
): ExactFill {
  const fee = exactFee(amount, rate)
  const asked = amount - fee
  if (asked > 1000n * (buying ? pool.y : pool.x)) return refused('SwapInputTooLarge')
  if ((buying ? pool.x : pool.y) < floor) return refused('ReservesTooLow')
  const now = exactEllipsePrice(pool)
  if (limit !== null && (buying ? now >= limit : now <= limit)) return refused('PriceLimitExceeded')
  const most = exactEllipseMaxInput(pool, buying, floor)
  let net = lesser(asked, most)
  const target = exactEllipsePrice(moved(pool, buying, net, exactEllipseOut(pool, buying, net)))
  if (limit !== null && (buying ? target > limit : target < limit)) {
    net = lesser(net, exactEllipseInputTo(pool, buying, limit))
  }
  const paidOut = exactEllipseOut(pool, buying, net)
  if (net > 0n && paidOut === 0n) return refused('ReservesTooLow')
  const stopped = net < asked
  return { error: '', paidIn: net, paidOut, fee: stopped ? exactFeeAtStop(net, rate) : fee, stopped }
}
