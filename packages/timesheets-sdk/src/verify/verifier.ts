import { hash } from 'node:crypto'
import { compactVerify } from 'jose'
import { checkClaims, isExpired } from './claims.ts'
import { InvalidTokenError } from './errors.ts'
import { checkHeader } from './header.ts'
import { type KeySource, sharedSecret, type VerificationKey } from './key-source.ts'
import {
  readOptions,
  type TokenAlgorithm,
  type TokenVerifierOptions,
  type VerifierSettings,
} from './options.ts'
import { RemoteKeys } from './remote-keys.ts'
import { TokenCache } from './token-cache.ts'
import { describeToken, type VerifiedToken } from './verified-token.ts'
import { isOfTokenSize, parseToken } from './well-formed.ts'

/** Checks access tokens for one API and one issuer. Holds no timer and no connection: there is nothing to close. */
export interface TokenVerifier {
  /**
   * Checks an access token: form, algorithm, kind, claims, signature. Does not check that its scopes suffice for
   * anything, nor whether it was revoked. A token that passed is remembered until it expires, for as long as its key
   * is published; a refused one is not.
   *
   * @throws InvalidTokenError where the token is not valid, with `reason`
   * @throws IssuerUnreachableError where the issuer's keys were never to be had
   */
  verify(token: string): Promise<VerifiedToken>
  /**
   * The same for a token that is remembered, at the price of one digest, without a promise; undefined where `verify`
   * has to decide. Never throws.
   */
  verifyCached(token: string): VerifiedToken | undefined
  /**
   * Gets the issuer's keys ahead of the first token. Done at once for HS256.
   *
   * @throws IssuerUnreachableError
   */
  ready(): Promise<void>
}

/**
 * Makes a verifier of JWT access tokens (RFC 7519, RFC 9068, RFC 8725) for a resource server.
 *
 * @throws TypeError that names the option that is wrong
 *
 * @example
 * ```ts
 * const verifier = createTokenVerifier({ issuer: 'https://abc.eu.auth0.com/', audience: 'https://api.abc.com/timesheets' })
 * const token = readBearerToken(request.headers.authorization)
 * const { identity, scopes } = verifier.verifyCached(token) ?? (await verifier.verify(token))
 * ```
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const settings = readOptions(options)
  return new JwtVerifier(settings, settings.secret ? sharedSecret(settings.secret) : new RemoteKeys(settings))
}

interface Remembered {
  readonly token: VerifiedToken
  readonly key: VerificationKey
}

class JwtVerifier implements TokenVerifier {
  readonly #settings: VerifierSettings
  readonly #keys: KeySource
  readonly #remembered: TokenCache<Remembered>
  readonly #underWay = new Map<string, Promise<VerifiedToken>>()

  constructor(settings: VerifierSettings, keys: KeySource) {
    this.#settings = settings
    this.#keys = keys
    this.#remembered = new TokenCache(settings.cacheSize)
  }

  ready(): Promise<void> {
    return this.#keys.ready()
  }

  verifyCached(token: string): VerifiedToken | undefined {
    if (!isOfTokenSize(token)) return undefined
    const digest = digestOf(token)
    const remembered = this.#remembered.get(digest)
    if (!remembered) return undefined
    const nowMs = this.#settings.now()
    const { expiresAt } = remembered.token
    if (
      isExpired(expiresAt, nowMs / 1000, this.#settings.clockToleranceSeconds) ||
      !this.#keys.vouchesFor(remembered.key, nowMs)
    ) {
      this.#remembered.delete(digest)
      return undefined
    }
    return remembered.token
  }

  async verify(token: string): Promise<VerifiedToken> {
    const remembered = this.verifyCached(token)
    if (remembered) return remembered
    // All that needs no key comes first: what is refused here costs neither a fetch nor a signature check.
    const { header, claims } = parseToken(token)
    const kid = checkHeader(header, this.#settings.algorithm)
    const registered = checkClaims(claims, this.#settings, this.#settings.now() / 1000)
    return this.#shared(digestOf(token), async (digest) => {
      const key = await this.#signingKey(token, kid)
      const verified = describeToken(claims, registered, this.#settings)
      this.#remembered.set(digest, { token: verified, key })
      return verified
    })
  }

  /** Requests that come with the same token while it is being checked wait for the same check. */
  #shared(digest: string, check: (digest: string) => Promise<VerifiedToken>): Promise<VerifiedToken> {
    let underWay = this.#underWay.get(digest)
    if (!underWay) {
      underWay = check(digest).finally(() => this.#underWay.delete(digest))
      this.#underWay.set(digest, underWay)
    }
    return underWay
  }

  /** The key that the token is signed with, which proves that it is its issuer's. */
  async #signingKey(token: string, kid: string | undefined): Promise<VerificationKey> {
    const keys = await this.#keys.find(kid)
    const key = await this.#firstThatSigned(token, keys)
    if (key) return key
    // A token without a key id can't tell that its key is new: the first one after a rotation fails with the old keys.
    const newer = kid === undefined ? await this.#keys.findNewer(keys) : []
    const newKey = await this.#firstThatSigned(token, newer)
    if (newKey) return newKey
    throw new InvalidTokenError('bad_signature', "The access token's signature is not its issuer's")
  }

  async #firstThatSigned(
    token: string,
    keys: readonly VerificationKey[],
  ): Promise<VerificationKey | undefined> {
    for (const key of keys) {
      if (await isSignedWith(token, key, this.#settings.algorithm)) return key
    }
    return undefined
  }
}

async function isSignedWith(
  token: string,
  { material }: VerificationKey,
  algorithm: TokenAlgorithm,
): Promise<boolean> {
  try {
    await compactVerify(token, material, { algorithms: [algorithm] })
    return true
  } catch {
    return false
  }
}

function digestOf(token: string): string {
  return hash('sha256', token, 'hex')
}
