import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * SHA-256, the same in a browser and in Node. No other file imports the package.
 */
export interface Hasher {
  /** Take in bytes, or text as UTF-8. */
  update(data: Uint8Array | string): Hasher
  /** The digest, 64 hex digits. The hasher is spent. */
  hex(): string
}

const bytesOf = (data: Uint8Array | string) => (typeof data === 'string' ? utf8ToBytes(data) : data)

/** A hash taken piece by piece. */
export function createHasher(): Hasher {
  const inner = sha256.create()
  const hasher: Hasher = {
    update(data) {
      inner.update(bytesOf(data))
      return hasher
    },
    hex: () => bytesToHex(inner.digest()),
  }
  return hasher
}

/** SHA-256 of bytes, or of text as UTF-8: 64 hex digits. */
export const sha256Hex = (data: Uint8Array | string): string => bytesToHex(sha256(bytesOf(data)))
