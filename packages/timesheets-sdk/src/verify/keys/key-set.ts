import { base64url, importJWK, type JWK } from 'jose'
import type { VerificationKey } from './key-source.ts'

const minModulusBits = 2048
/**
 * FIPS 186-5 section A.1.1: the public exponent is odd and between these limits. With an exponent of 1, the
 * signature would be the message itself.
 */
const minExponent = 2n ** 16n
const maxExponent = 2n ** 256n

/** A key that the issuer publishes, for RS256. */
export interface PublishedKey extends VerificationKey {
  readonly material: CryptoKey
  /** Identifies the key, even if another key takes over its `kid`. */
  readonly fingerprint: string
}

export type KeySet = readonly PublishedKey[]

/**
 * Reads a JWK Set (RFC 7517 section 5): its public RSA keys of at least 2048 bits that may verify RS256
 * signatures. Other keys are skipped, as are weak and malformed ones. A key that is already in `previous`
 * stays the same object.
 *
 * @throws Error if the document is not a JWK Set or has no usable key. An issuer that signs tokens publishes
 *   a key, so such a document must not replace the keys that are already known
 */
export async function readKeySet(document: unknown, previous: KeySet): Promise<KeySet> {
  const { keys } = Object(document) as { keys?: unknown }
  if (!Array.isArray(keys)) throw new Error('The issuer did not return a JWK Set')
  const known = new Map(previous.map((key) => [key.fingerprint, key]))
  const published = new Map<string, PublishedKey>()
  for (const jwk of (keys as unknown[]).filter(isUsable)) {
    const fingerprint = JSON.stringify([jwk.kid, jwk.n, jwk.e])
    const key = known.get(fingerprint) ?? (await importKey(jwk, fingerprint))
    if (key) published.set(fingerprint, key)
  }
  if (published.size === 0) throw new Error('The issuer returned no key that can verify RS256')
  return [...published.values()]
}

function isUsable(key: unknown): key is JWK {
  const jwk: JWK = Object(key)
  return (
    jwk.kty === 'RSA' &&
    (jwk.use === undefined || jwk.use === 'sig') &&
    (jwk.alg === undefined || jwk.alg === 'RS256') &&
    (jwk.kid === undefined || typeof jwk.kid === 'string') &&
    (jwk.key_ops === undefined || (Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify'))) &&
    // Anyone can sign with a published private key: no signature of it can be trusted.
    jwk.d === undefined
  )
}

async function importKey({ kid, n, e }: JWK, fingerprint: string): Promise<PublishedKey | undefined> {
  try {
    const material = (await importJWK({ kty: 'RSA', n, e }, 'RS256')) as CryptoKey
    return isStrong(material.algorithm as RsaHashedKeyAlgorithm, n)
      ? { kid, material, fingerprint }
      : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether the key's signatures are proof. A modulus is a product of two odd primes; its exponent is odd, too.
 */
function isStrong({ modulusLength, publicExponent }: RsaHashedKeyAlgorithm, modulus = ''): boolean {
  const exponent = publicExponent.reduce((number, byte) => number * 256n + BigInt(byte), 0n)
  return (
    modulusLength >= minModulusBits &&
    isOdd(base64url.decode(modulus)) &&
    isOdd(publicExponent) &&
    exponent > minExponent &&
    exponent < maxExponent
  )
}

function isOdd(number: Uint8Array): boolean {
  return ((number.at(-1) ?? 0) & 1) === 1
}
