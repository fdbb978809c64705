import { compactVerify } from 'jose'
import { sha256Hex } from '../net/sha256.ts'
import { InvalidTokenError } from './errors.ts'
import { type KeySource, sharedSecret, type VerificationKey } from './keys/key-source.ts'
import { RemoteKeys } from './keys/remote-keys.ts'
import {
  readOptions,
  type TokenAlgorithm,
  type TokenVerifierOptions,
  type VerifierSettings,
} from './options.ts'
import { checkClaims, isExpired } from './token/claims.ts'
import { checkHeader } from './token/header.ts'
import { TokenCache } from './token/token-cache.ts'
import { describeToken, type VerifiedToken } from './token/verified-token.ts'
import { isOfTokenSize, parseToken } from './token/well-formed.ts'

/**
 * Verifies access tokens for one API and one issuer. Has no timers or connections, so it needs no closing.
 */
export interface TokenVerifier {
  /**
   * Verifies an access token: format, algorithm, kind, claims, signature. Does not check whether its scopes
   * are sufficient or whether it was revoked. A valid token is cached until it expires, for as long as its
   * key is published; a rejected one is not cached.
   *
   * @throws InvalidTokenError if the token is invalid, with `reason`
   * @throws IssuerUnreachableError if the issuer's keys were never available
   */
  verify(token: string): Promise<VerifiedToken>
  /**
   * The cached result for a token, at the cost of one digest and without a promise; undefined if `verify` has
   * to decide. Never throws.
   */
  verifyCached(token: string): VerifiedToken | undefined
  /**
   * Fetches the issuer's keys before the first token arrives. Does nothing for HS256.
   *
   * @throws IssuerUnreachableError
   */
  ready(): Promise<void>
}

/**
 * Creates a verifier of JWT access tokens (RFC 7519, RFC 9068, RFC 8725) for a resource server.
 *
 * @throws TypeError that names the invalid option
 *
 * @example
 * ```ts
 * const verifier = createTokenVerifier({ issuer: 'https://abc.eu.auth0.com/', audience:
 * 'https://api.abc.com/timesheets' }) const token = readBearerToken(request.headers.authorization) const {
 * identity, scopes } = verifier.verifyCached(token) ?? (await verifier.verify(token))
 * ```
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const settings = readOptions(options)
  return new JwtVerifier(settings, settings.secret ? sharedSecret(settings.secret) : new RemoteKeys(settings))
}

interface CachedToken {
  readonly token: VerifiedToken
  readonly key: VerificationKey
}

class JwtVerifier implements TokenVerifier {
  readonly #settings: VerifierSettings
  readonly #keys: KeySource
  readonly #cache: TokenCache<CachedToken>
  readonly #inFlight = new Map<string, Promise<VerifiedToken>>()

  constructor(settings: VerifierSettings, keys: KeySource) {
    this.#settings = settings
    this.#keys = keys
    this.#cache = new TokenCache(settings.cacheSize)
  }

  ready(): Promise<void> {
    return this.#keys.ready()
  }

  verifyCached(token: string): VerifiedToken | undefined {
    if (!isOfTokenSize(token)) return undefined
    const digest = sha256Hex(token)
    const cached = this.#cache.get(digest)
    if (!cached) return undefined
    const nowMs = this.#settings.now()
    const { expiresAtSeconds } = cached.token
    if (
      isExpired(expiresAtSeconds, nowMs / 1000, this.#settings.clockToleranceSeconds) ||
      !this.#keys.isTrusted(cached.key, nowMs)
    ) {
      this.#cache.delete(digest)
      return undefined
    }
    return cached.token
  }

  async verify(token: string): Promise<VerifiedToken> {
    const cached = this.verifyCached(token)
    if (cached) return cached
    // Checks that need no key come first: a token rejected here costs no fetch and no signature check.
    const { header, claims } = parseToken(token)
    const kid = checkHeader(header, this.#settings.algorithm)
    const registered = checkClaims(claims, this.#settings, this.#settings.now() / 1000)
    return this.#shared(sha256Hex(token), async (digest) => {
      const key = await this.#signingKey(token, kid)
      const verified = describeToken(claims, registered, this.#settings)
      this.#cache.set(digest, { token: verified, key })
      return verified
    })
  }

  /** Concurrent requests with the same token share one check. */
  #shared(digest: string, check: (digest: string) => Promise<VerifiedToken>): Promise<VerifiedToken> {
    let inFlight = this.#inFlight.get(digest)
    if (!inFlight) {
      inFlight = check(digest).finally(() => this.#inFlight.delete(digest))
      this.#inFlight.set(digest, inFlight)
    }
    return inFlight
  }

  /** The key that the token is signed with, which proves that the issuer signed it. */
  async #signingKey(token: string, kid: string | undefined): Promise<VerificationKey> {
    const keys = await this.#keys.find(kid)
    const key = await this.#findSigner(token, keys)
    if (key) return key
    // Without a key id, a token cannot show that its key is new: the first one after a rotation fails with
    // the old keys.
    const newer = kid === undefined ? await this.#keys.findNewer(keys) : []
    const newKey = await this.#findSigner(token, newer)
    if (newKey) return newKey
    throw new InvalidTokenError(
      'bad_signature',
      "The access token's signature is not valid for its issuer's keys",
    )
  }

  async #findSigner(token: string, keys: readonly VerificationKey[]): Promise<VerificationKey | undefined> {
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
