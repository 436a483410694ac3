/**
 * Plain data with typed arrays in it as bytes, and back: a line of JSON that says what there is, then the arrays as they
 * lie in memory (little-endian). For states that are put aside in a file.
 */

const arrays = { Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const
type Kind = keyof typeof arrays
type AnyArray = InstanceType<(typeof arrays)[Kind]>

/** In place of an array: its kind, its length, and where its bytes begin. */
const ARRAY = '$array'
/** In place of a number that JSON does not know. */
const NUMBER = '$number'
/** Arrays begin at multiples of so many bytes, so that they can be read where they lie. */
const ALIGNED = 8

const isArray = (value: unknown): value is AnyArray =>
  Object.values(arrays).some((kind) => value instanceof kind)

/** @param state numbers, texts, truth values, null, lists, maps by name, and arrays of the kinds above */
export function packState(state: unknown): Uint8Array {
  const parts: AnyArray[] = []
  let length = 0
  const describe = (value: unknown): unknown => {
    if (isArray(value)) {
      const at = length
      parts.push(value)
      length += Math.ceil(value.byteLength / ALIGNED) * ALIGNED
      return { [ARRAY]: [value.constructor.name, value.length, at] }
    }
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
      return { [NUMBER]: Object.is(value, -0) ? '-0' : String(value) }
    if (Array.isArray(value)) return value.map(describe)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, describe(part)]))
  }
  const head = new TextEncoder().encode(`${JSON.stringify(describe(state))}\n`)
  const start = Math.ceil(head.length / ALIGNED) * ALIGNED
  const bytes = new Uint8Array(start + length)
  // spaces after the line: the arrays begin where they are aligned
  bytes.fill(32, head.length, start)
  bytes.set(head)
  let at = start
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += Math.ceil(part.byteLength / ALIGNED) * ALIGNED
  }
  return bytes
}

/** What `packState` wrote. @throws Error if the bytes are no state, or end too soon */
export function unpackState(bytes: Uint8Array): unknown {
  const end = bytes.indexOf(10)
  if (end < 0) throw new Error('no saved state: its first line has no end')
  const start = Math.ceil((end + 1) / ALIGNED) * ALIGNED
  const revive = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(revive)
    if (value === null || typeof value !== 'object') return value
    if (ARRAY in value) return arrayAt(bytes, start, value[ARRAY] as [Kind, number, number])
    if (NUMBER in value) return Number(value[NUMBER])
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]))
  }
  return revive(JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))))
}

function arrayAt(bytes: Uint8Array, start: number, [kind, length, at]: [Kind, number, number]): AnyArray {
  const make = arrays[kind]
  const from = bytes.byteOffset + start + at
  const to = from + length * make.BYTES_PER_ELEMENT
  if (to > bytes.byteOffset + bytes.byteLength) throw new Error('the saved state ends too soon')
  return new make(bytes.buffer.slice(from, to) as ArrayBuffer)
}
