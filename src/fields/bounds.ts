import type { Field } from './field.js'
import { writeValue } from './write-value.js'

/** The field's bounds as a distribution or a curve carries them: only those that exist, so that JSON can hold them. */
export const boundsOf = ({ min, max, whole }: Field<unknown>) => ({
  ...(Number.isFinite(min) && { min }),
  ...(Number.isFinite(max) && { max }),
  ...(whole && { whole }),
})

/** `from 0 to 1`, `from 0 TAO upwards`, `at most 12 blocks`. */
export function range(field: Field<unknown>): string {
  const write = (bound: number) => (field.kind === 'fraction' ? String(bound) : writeValue(field, bound))
  if (!Number.isFinite(field.max)) return Number.isFinite(field.min) ? `from ${write(field.min)} upwards` : ''
  return Number.isFinite(field.min)
    ? `from ${write(field.min)} to ${write(field.max)}`
    : `at most ${write(field.max)}`
}
