import { importJWK, type JWK } from 'jose'
import type { VerificationKey } from './key-source.ts'

const MIN_MODULUS_BITS = 2048
/** FIPS 186-5 section A.1.1: the public exponent is odd and between these. With 1, the signature is the message itself. */
const MIN_EXPONENT = 2n ** 16n
const MAX_EXPONENT = 2n ** 256n

/** A key that the issuer publishes, for RS256. */
export interface PublishedKey extends VerificationKey {
  readonly material: CryptoKey
  /** Tells the key from every other, also from one that takes over its `kid`. */
  readonly fingerprint: string
}

export type KeySet = readonly PublishedKey[]

/**
 * Reads a JWK Set (RFC 7517 section 5): its public RSA keys of 2048 bits or more that may check RS256 signatures.
 * Other keys are left out, also weak ones and those that make no sense. A key that stands in `previous` already stays the
 * same object.
 *
 * @throws Error where the answer is not a JWK Set, or has no usable key: an issuer that signs tokens publishes one, so
 *   such an answer says nothing about the keys that were there before
 */
export async function readKeySet(answer: unknown, previous: KeySet): Promise<KeySet> {
  const { keys } = Object(answer) as { keys?: unknown }
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'object' && key !== null)) {
    throw new Error('The issuer did not answer with a JWK Set')
  }
  const known = new Map(previous.map((key) => [key.fingerprint, key]))
  const published = new Map<string, PublishedKey>()
  for (const jwk of (keys as JWK[]).filter(isUsable)) {
    const fingerprint = JSON.stringify([jwk.kid, jwk.n, jwk.e])
    const key = known.get(fingerprint) ?? (await importKey(jwk, fingerprint))
    if (key) published.set(fingerprint, key)
  }
  if (published.size === 0) throw new Error('The issuer answered without a key that can check RS256')
  return [...published.values()]
}

function isUsable(jwk: JWK): boolean {
  return (
    jwk.kty === 'RSA' &&
    (jwk.use === undefined || jwk.use === 'sig') &&
    (jwk.alg === undefined || jwk.alg === 'RS256') &&
    (jwk.kid === undefined || typeof jwk.kid === 'string') &&
    (jwk.key_ops === undefined || (Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify'))) &&
    // A private key that is published is everybody's: nothing signed with it can be trusted.
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

/** Whether a signature of the key proves anything. A product of two primes is odd, and so is its exponent. */
function isStrong({ modulusLength, publicExponent }: RsaHashedKeyAlgorithm, modulus = ''): boolean {
  const exponent = BigInt(`0x${Buffer.from(publicExponent).toString('hex')}`)
  return (
    modulusLength >= MIN_MODULUS_BITS &&
    isOdd(Buffer.from(modulus, 'base64url')) &&
    isOdd(publicExponent) &&
    exponent > MIN_EXPONENT &&
    exponent < MAX_EXPONENT
  )
}

function isOdd(number: Uint8Array): boolean {
  return ((number.at(-1) ?? 0) & 1) === 1
}
