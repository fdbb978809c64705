/**
 * The cryptography that signing in and caching tokens take. WebCrypto is the default. A platform without it
 * passes its own, as React Native does with expo-crypto:
 *
 * ```ts
 * import * as ExpoCrypto from 'expo-crypto'
 *
 * const crypto = {
 *   getRandomValues: ExpoCrypto.getRandomValues,
 *   sha256: (bytes) => ExpoCrypto.digest(ExpoCrypto.CryptoDigestAlgorithm.SHA256, bytes),
 * }
 * ```
 */
export interface PlatformCrypto {
  /** Fills the array with cryptographically strong random bytes and returns it. */
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer | Uint8Array>
}

/** WebCrypto, looked up per call. `fail` makes the error for a platform that lacks the named global. */
export function webCrypto(fail: (missing: string) => Error): PlatformCrypto {
  return {
    getRandomValues(bytes) {
      if (typeof globalThis.crypto?.getRandomValues !== 'function') throw fail('crypto.getRandomValues')
      return globalThis.crypto.getRandomValues(bytes)
    },
    async sha256(bytes) {
      if (globalThis.crypto?.subtle === undefined) throw fail('crypto.subtle')
      return globalThis.crypto.subtle.digest('SHA-256', bytes)
    },
  }
}

/** A random UUID (RFC 9562 section 5.4), or `undefined` on a platform without random numbers. */
export function randomUuid(): string | undefined {
  const { crypto } = globalThis
  // Missing in React Native, and in browsers outside of secure contexts.
  if (typeof crypto?.randomUUID === 'function') return crypto.randomUUID()
  if (typeof crypto?.getRandomValues !== 'function') return undefined
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** SHA-256 of a text in UTF-8. */
export async function sha256Of(text: string, crypto: PlatformCrypto): Promise<Uint8Array> {
  return new Uint8Array(await crypto.sha256(new TextEncoder().encode(text)))
}

const blockBytes = 64

/** HMAC (RFC 2104) with SHA-256: its two digests are all that a platform has to provide. */
export async function hmacSha256(key: string, text: string, crypto: PlatformCrypto): Promise<Uint8Array> {
  const encoder = new TextEncoder()
  let keyBytes: Uint8Array = encoder.encode(key)
  if (keyBytes.byteLength > blockBytes) keyBytes = await sha256Of(key, crypto)
  const digest = async (pad: number, bytes: Uint8Array) => {
    const block = new Uint8Array(blockBytes + bytes.byteLength).fill(pad, 0, blockBytes)
    keyBytes.forEach((byte, index) => {
      block[index] = byte ^ pad
    })
    block.set(bytes, blockBytes)
    return new Uint8Array(await crypto.sha256(block))
  }
  return digest(0x5c, await digest(0x36, encoder.encode(text)))
}
