import type { Fill } from './market.js'

/** Write a refusal: nothing is paid, nothing is taken. */
export function refuse(fill: Fill, code: number): void {
  fill.refusal = code
  fill.paidIn = 0
  fill.paidOut = 0
  fill.fee = 0
  fill.stopped = 0
}
