import { base64url } from '../../net/base64.ts'
import { type PlatformCrypto, sha256Of } from '../../net/platform-crypto.ts'
import { isCryptoKey } from '../client-credentials/private-key.ts'
import { AuthError } from '../errors.ts'

/**
 * A key that proves who may use a token (DPoP, RFC 9449). {@link dpopKey} makes one of WebCrypto. A platform
 * without it brings its own, for example one in the secure hardware of a phone.
 */
export interface DpopKey {
  /** The JWS algorithm of its signatures, such as `ES256`. */
  readonly algorithm: string
  /** The public key as a JWK (RFC 7517), without private members. */
  readonly publicJwk: Readonly<Record<string, unknown>>
  /** Signs as JWS does: for `ES256`, the 64 bytes of r and s (RFC 7518 section 3.4). */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer | Uint8Array>
}

/** A private key on P-256 as a JWK, as {@link newDpopJwk} makes it. */
export interface DpopPrivateJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
  readonly d: string
}

/** A pair of WebCrypto on P-256, for `sign` and `verify`. */
export interface DpopKeyPair {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
const es256 = { name: 'ECDSA', hash: 'SHA-256' }

/**
 * A key for {@link dpopProver}, of WebCrypto on P-256. Default: a new one that nobody can export, and that
 * ends with the process or page. To go on with the same tokens later, keep a pair of keys (browsers: in
 * IndexedDB) or a private JWK, and pass it.
 *
 * @throws {AuthError} `invalid_key` if it is not a pair or a private key on P-256, `invalid_settings` if the
 *   platform has no WebCrypto
 */
export async function dpopKey(source?: DpopKeyPair | DpopPrivateJwk): Promise<DpopKey> {
  const { privateKey, publicKey } =
    source === undefined ? await subtle().generateKey(p256, false, ['sign', 'verify']) : await pairOf(source)
  const { kty, crv, x, y } = await subtle().exportKey('jwk', publicKey)
  return {
    algorithm: 'ES256',
    publicJwk: { kty, crv, x, y },
    sign: (bytes) => subtle().sign(es256, privateKey, bytes),
  }
}

/** A new private key to keep in a place that only its user can read. */
export async function newDpopJwk(): Promise<DpopPrivateJwk> {
  const { privateKey } = await subtle().generateKey(p256, true, ['sign', 'verify'])
  const { x = '', y = '', d = '' } = await subtle().exportKey('jwk', privateKey)
  return { kty: 'EC', crv: 'P-256', x, y, d }
}

/** The thumbprint of a public key (RFC 7638): `jkt` in the tokens that are bound to it. */
export async function thumbprintOf({ publicJwk }: DpopKey, crypto: PlatformCrypto): Promise<string> {
  const required = ['crv', 'e', 'kty', 'n', 'x', 'y'].flatMap((name) =>
    publicJwk[name] === undefined ? [] : [[name, publicJwk[name]]],
  )
  return base64url(await sha256Of(JSON.stringify(Object.fromEntries(required)), crypto))
}

async function pairOf(source: DpopKeyPair | DpopPrivateJwk) {
  try {
    if ('privateKey' in source) {
      const { privateKey, publicKey } = source
      const { namedCurve } = privateKey.algorithm as Partial<EcKeyAlgorithm>
      if (isCryptoKey(privateKey) && namedCurve === 'P-256' && privateKey.usages.includes('sign')) {
        return { privateKey, publicKey }
      }
    } else {
      const { kty, crv, x, y, d } = source
      const [privateKey, publicKey] = await Promise.all([
        subtle().importKey('jwk', { kty, crv, x, y, d }, p256, false, ['sign']),
        subtle().importKey('jwk', { kty, crv, x, y }, p256, true, ['verify']),
      ])
      return { privateKey, publicKey }
    }
  } catch (error) {
    if (error instanceof AuthError) throw error
  }
  throw new AuthError(
    'invalid_key',
    'The key for DPoP is not a pair or private key on P-256. Make a new one.',
  )
}

function subtle(): SubtleCrypto {
  const found = globalThis.crypto?.subtle
  if (found !== undefined) return found
  throw new AuthError(
    'invalid_settings',
    'This platform has no crypto.subtle. Pass a key of its own: {algorithm, publicJwk, sign}.',
  )
}
