/**
 * The translated superellipse, in plain numbers: a quarter of an ellipse, its centre above the reserves.
 *
 *   X = cx - x, Y = cy - y        room left on either side, RAO; both stay above 0
 *   (X / a)^2 + (Y / b)^2 = const
 *   p = -dy/dx = b^2 X / (a^2 Y)
 *
 * a, b scales in RAO. A purchase lowers Y and raises X; an injection moves the centre along with the reserves, so that
 * X and Y, and with them price, depth and reach, stay.
 *
 * Source: pallets/swap/src/pallet/superellipse.rs, 0249a4a4 (RaoFoundation/subtensor)
 */

/** The chain's grid of a RAO: the least room it can tell from none. Source: superellipse.rs, SCALE */
const GRID = 1 / 4_294_967_296

/** Price, TAO per alpha: (scaleOut / scaleIn)^2 roomOut / roomIn, written for a = alpha, b = TAO. */
export function ellipsePrice(a: number, b: number, roomAlpha: number, roomTao: number): number {
  const ratio = b / a
  return roomAlpha > 0 && roomTao > 0 ? ratio * ratio * (roomAlpha / roomTao) : 0
}

/**
 * Output of a net input q, whole RAO:   out = G / (sqrt(O^2 + G) + O),  G = q (2 I - q) (so / si)^2
 *
 * I, O room of the input and the output side; si, so their scales. The quotient loses no digits for small q.
 * Call it with q below I.
 * Source: buy_output, sell_output
 */
export function ellipseOut(
  roomIn: number,
  roomOut: number,
  scaleIn: number,
  scaleOut: number,
  net: number,
): number {
  const ratio = scaleOut / scaleIn
  const gain = net * (2 * roomIn - net) * ratio * ratio
  return Math.floor(gain / (Math.sqrt(roomOut * roomOut + gain) + roomOut))
}

/**
 * Largest net input, whole RAO, that stays on the curve and leaves `floor` RAO of the output reserve.
 *
 *   least room = sqrt(I^2 - v (2 O + v) (si / so)^2),   v = reserve - floor + 1;   at least 2^-32 RAO
 *
 * Source: max_input
 */
export function ellipseMaxInput(
  roomIn: number,
  roomOut: number,
  scaleIn: number,
  scaleOut: number,
  reserveOut: number,
  floor: number,
): number {
  const free = reserveOut - floor + 1
  if (free < 1) return 0
  const ratio = scaleIn / scaleOut
  const left = roomIn * roomIn - free * (2 * roomOut + free) * ratio * ratio
  const least = left > 0 ? Math.sqrt(left) + GRID : GRID
  return Math.max(0, Math.floor(roomIn - least))
}

/**
 * Net input that brings the price to a limit, whole RAO; 0 if it is there or past.
 *
 *   i = I / si, o = O / so, r = the ratio o / i at the limit
 *   q = si (i^2 - i'^2) / (i + i'),   i^2 - i'^2 = (i r - o)(i r + o) / (1 + r^2),   i'^2 = (i^2 + o^2) / (1 + r^2)
 *
 * @param ratio  r: p' a / b for a buy, b / (p' a) for a sell
 *
 * Differs: the chain searches for the largest input whose price, its payout rounded down, is still inside: at most
 * the worth of one RAO of output more.
 * Source: quote_delta_to_price, base_delta_to_price
 */
export function ellipseInputTo(
  roomIn: number,
  roomOut: number,
  scaleIn: number,
  scaleOut: number,
  ratio: number,
): number {
  const i = roomIn / scaleIn
  const o = roomOut / scaleOut
  const cross = i * ratio - o
  if (!(cross > 0)) return 0
  const square = 1 + ratio * ratio
  const end = Math.sqrt((i * i + o * o) / square)
  return Math.floor((scaleIn * (cross * ((i * ratio + o) / square))) / (i + end))
}

/** Least net input for a payout, whole RAO, rounded up; NaN if the curve cannot pay it. Source: base_needed_for_quote */
export function ellipseInputFor(
  roomIn: number,
  roomOut: number,
  scaleIn: number,
  scaleOut: number,
  wanted: number,
): number {
  const ratio = scaleIn / scaleOut
  const spent = wanted * (2 * roomOut + wanted) * ratio * ratio
  const left = roomIn * roomIn - spent
  return left > 0 ? Math.ceil(spent / (Math.sqrt(left) + roomIn)) : Number.NaN
}
