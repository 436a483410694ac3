/**
 * Uniforms by key instead of by turn: the same key gives the same number, whoever else has drawn. For orders and
 * choices in which a newcomer must not move anybody else.
 *
 * The finaliser is that of MurmurHash3 (A. Appleby, public domain), 32 bits.
 */

/** 32 bits of a text. */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h)
}

/** 32 bits of three keys under a seed. */
export function hashKeys(seed: number, a: number, b: number, c: number): number {
  let h = mix(seed ^ Math.imul(a, 0x9e3779b1))
  h = mix(h ^ Math.imul(b, 0x85ebca6b))
  return mix(h ^ Math.imul(c, 0xc2b2ae35))
}

function mix(x: number): number {
  let h = x | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
