import { AuthError } from '../errors.ts'

/** A private key as JWK (RFC 7517): RSA of 2048 bits or more, EC on P-256, P-384 or P-521, or Ed25519. */
export interface PrivateJwk {
  readonly kty?: string
  readonly crv?: string
  readonly n?: string
  readonly e?: string
  readonly d?: string
  readonly p?: string
  readonly q?: string
  readonly dp?: string
  readonly dq?: string
  readonly qi?: string
  readonly x?: string
  readonly y?: string
  readonly alg?: string
  readonly kid?: string
  readonly use?: string
  readonly key_ops?: string[]
  readonly ext?: boolean
}

/** A key that is ready to sign, and the JWS algorithm (RFC 7518 section 3.1, RFC 8037) that it signs with. */
export interface SigningKey {
  readonly key: CryptoKey
  readonly algorithm: string
}

const knownCurves: ReadonlyMap<string, readonly string[]> = new Map([
  ['P-256', ['ES256']],
  ['P-384', ['ES384']],
  ['P-521', ['ES512']],
  // RFC 9864 renames EdDSA; far more issuers know the old name than the new one.
  ['Ed25519', ['EdDSA', 'Ed25519']],
])
const rsaAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']

/**
 * The algorithm to sign with: `algorithm`, else the key's own `alg`, else the first that fits its `kty` and
 * `crv`.
 *
 * @throws {AuthError} `invalid_key` when the key is not a private one that can sign, or not with this
 *   algorithm.
 */
export function chooseAlgorithm(key: PrivateJwk | CryptoKey, algorithm?: string): string {
  const fitting = isCryptoKey(key) ? fittingCryptoKey(key) : fittingJwk(key)
  const chosen = algorithm ?? (isCryptoKey(key) ? undefined : key.alg) ?? fitting[0]
  if (chosen !== undefined && fitting.includes(chosen)) return chosen
  throw invalidKey(`It cannot sign with "${chosen}", but with ${fitting.join(', ')}.`)
}

export function isCryptoKey(key: unknown): key is CryptoKey {
  return typeof CryptoKey === 'function' && key instanceof CryptoKey
}

/**
 * Makes the key ready to sign.
 *
 * @throws {AuthError} `invalid_key` when its values are no key, or one that is too short.
 */
export async function importSigningKey(key: PrivateJwk | CryptoKey, algorithm: string): Promise<SigningKey> {
  const imported = isCryptoKey(key) ? key : await importJwk(key, algorithm)
  const { modulusLength } = imported.algorithm as Partial<RsaKeyAlgorithm>
  if (modulusLength !== undefined && modulusLength < 2048) {
    throw invalidKey(`It has ${modulusLength} bits; an RSA key needs 2048 at least.`)
  }
  return { key: imported, algorithm }
}

function fittingJwk(jwk: PrivateJwk): readonly string[] {
  if (typeof jwk !== 'object' || jwk === null) throw invalidKey('It is neither a JWK nor a CryptoKey.')
  const { kty, crv = '', d, kid } = jwk
  const fitting =
    kty === 'RSA' ? rsaAlgorithms : kty === 'EC' || kty === 'OKP' ? knownCurves.get(crv) : undefined
  if (fitting === undefined)
    throw invalidKey('It is neither RSA, nor EC on P-256, P-384 or P-521, nor Ed25519.')
  if (kid !== undefined && (typeof kid !== 'string' || kid === ''))
    throw invalidKey('Its "kid" is not a text.')
  if (typeof d !== 'string' || d === '') throw invalidKey('It is a public key. Give the private half.')
  return fitting
}

function fittingCryptoKey(key: CryptoKey): readonly string[] {
  if (key.type !== 'private' || !key.usages.includes('sign'))
    throw invalidKey('It is not a private key that may sign.')
  const { name, hash, namedCurve } = key.algorithm as Partial<RsaHashedKeyAlgorithm & EcKeyAlgorithm>
  if (name === 'RSASSA-PKCS1-v1_5' || name === 'RSA-PSS') {
    const rsa = `${name === 'RSA-PSS' ? 'PS' : 'RS'}${hash?.name.replace('SHA-', '')}`
    if (!rsaAlgorithms.includes(rsa))
      throw invalidKey(`Its hash is ${hash?.name}; SHA-256 at least is needed.`)
    return [rsa]
  }
  const fitting = knownCurves.get(namedCurve ?? name ?? '')
  if (fitting === undefined)
    throw invalidKey('It is neither RSA, nor EC on P-256, P-384 or P-521, nor Ed25519.')
  return fitting
}

async function importJwk(jwk: PrivateJwk, algorithm: string): Promise<CryptoKey> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new AuthError(
      'invalid_settings',
      'This platform has no crypto.subtle, which private_key_jwt signs with. Authenticate by a secret, or install WebCrypto.',
    )
  }
  // The JWK's own `use` and `key_ops` could only contradict the use requested here.
  const { alg: _alg, ext: _ext, key_ops: _keyOps, use: _use, ...values } = jwk
  try {
    return await crypto.subtle.importKey('jwk', values, importParameters(jwk, algorithm), false, ['sign'])
  } catch {
    // Not passed on as the cause: what a platform says of a bad value may quote it.
    throw invalidKey('Its values are damaged or incomplete.')
  }
}

function importParameters(jwk: PrivateJwk, algorithm: string): Parameters<SubtleCrypto['importKey']>[2] {
  const hash = `SHA-${algorithm.slice(-3)}`
  if (algorithm.startsWith('RS')) return { name: 'RSASSA-PKCS1-v1_5', hash }
  if (algorithm.startsWith('PS')) return { name: 'RSA-PSS', hash }
  if (algorithm.startsWith('ES')) return { name: 'ECDSA', namedCurve: jwk.crv ?? '' }
  return { name: 'Ed25519' }
}

function invalidKey(what: string): AuthError {
  return new AuthError(
    'invalid_key',
    `The client's private key cannot be used. ${what} Check that it is the whole private key, as JWK.`,
  )
}
