import { expect, test } from 'vitest'
import { createHasher, sha256Hex } from '../src/hash.js'

test('SHA-256 of "abc" is the one of FIPS 180-4', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('a hash taken in pieces equals the hash of the whole, as text and as bytes', () => {
  const pieces = createHasher()
    .update('ü')
    .update(new Uint8Array([98, 99]))
    .hex()
  expect(pieces).toBe(sha256Hex('übc'))
})
