import { compactVerify } from 'jose'
import { sha256Hex } from '../net/sha256.ts'
import { checkPresentation } from './dpop/bound-key.ts'
import { Nonces } from './dpop/nonces.ts'
import { checkProof, type DpopRequest } from './dpop/proof.ts'
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
   * A token that is bound to a key (`cnf.jkt`) must come with the scheme `DPoP`: then pass the request, whose
   * proof is checked each time and remembered, so that it is never accepted again (RFC 9449). For the scheme
   * `Bearer`, omit it.
   *
   * @throws InvalidTokenError if the token is invalid, with `reason`
   * @throws IssuerUnreachableError if the issuer's keys were never available
   */
  verify(token: string, dpop?: DpopRequest): Promise<VerifiedToken>
  /**
   * The cached result for a bearer token, at the cost of one digest and without a promise; undefined if
   * `verify` has to decide. Never throws.
   */
  verifyCached(token: string): VerifiedToken | undefined
  /**
   * Whether a token that this verifier returned is still valid: it has not expired, and its key is still
   * published. Costs no digest, for a connection that sends the same token again. False without a cache
   * (`cacheSize: 0`) and for a token that is bound to a key: then call `verify`. Never throws.
   */
  isStillValid(verified: VerifiedToken): boolean
  /** The nonce to send in `DPoP-Nonce`; undefined without `nonceSecret`. */
  dpopNonce(): Promise<string | undefined>
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

class JwtVerifier implements TokenVerifier {
  readonly #settings: VerifierSettings
  readonly #keys: KeySource
  readonly #cache: TokenCache<VerifiedToken>
  /** The keys that cached tokens are signed with. */
  readonly #signers = new WeakMap<VerifiedToken, VerificationKey>()
  readonly #inFlight = new Map<string, Promise<VerifiedToken>>()
  readonly #nonces: Nonces | undefined

  constructor(settings: VerifierSettings, keys: KeySource) {
    this.#settings = settings
    this.#keys = keys
    this.#cache = new TokenCache(settings.cacheSize)
    const { nonceSecret, now } = settings
    this.#nonces = nonceSecret === undefined ? undefined : new Nonces(nonceSecret, now)
  }

  ready(): Promise<void> {
    return this.#keys.ready()
  }

  async dpopNonce(): Promise<string | undefined> {
    return this.#nonces?.current()
  }

  verifyCached(token: string): VerifiedToken | undefined {
    if (!isOfTokenSize(token)) return undefined
    const cached = this.#cached(sha256Hex(token))
    return cached?.boundKey === null ? cached : undefined
  }

  isStillValid(verified: VerifiedToken): boolean {
    return verified.boundKey === null && this.#settings.cacheSize > 0 && this.#isCurrent(verified)
  }

  async verify(token: string, dpop?: DpopRequest): Promise<VerifiedToken> {
    const presentation = { withProof: dpop !== undefined, proofRequired: this.#settings.dpopRequired }
    const cached = isOfTokenSize(token) ? this.#cached(sha256Hex(token)) : undefined
    if (cached) checkPresentation(cached.boundKey, presentation)
    const verified = cached ?? (await this.#verifyNew(token, presentation))
    if (dpop && verified.boundKey !== null) await this.#checkProof(token, verified.boundKey, dpop)
    return verified
  }

  #cached(digest: string): VerifiedToken | undefined {
    const cached = this.#cache.get(digest)
    if (cached && !this.#isCurrent(cached)) {
      this.#cache.delete(digest)
      return undefined
    }
    return cached
  }

  #isCurrent(verified: VerifiedToken): boolean {
    const { now, clockToleranceSeconds } = this.#settings
    const nowMs = now()
    const signer = this.#signers.get(verified)
    return (
      signer !== undefined &&
      !isExpired(verified.expiresAtSeconds, nowMs / 1000, clockToleranceSeconds) &&
      this.#keys.isTrusted(signer, nowMs)
    )
  }

  async #verifyNew(
    token: string,
    presentation: Parameters<typeof checkPresentation>[1],
  ): Promise<VerifiedToken> {
    // Checks that need no key come first: a token rejected here costs no fetch and no signature check.
    const { header, claims } = parseToken(token)
    const kid = checkHeader(header, this.#settings.algorithm)
    const registered = checkClaims(claims, this.#settings, this.#settings.now() / 1000)
    checkPresentation(registered.boundKey, presentation)
    return this.#shared(sha256Hex(token), async (digest) => {
      const key = await this.#signingKey(token, kid)
      const verified = describeToken(claims, registered, this.#settings)
      this.#signers.set(verified, key)
      this.#cache.set(digest, verified)
      return verified
    })
  }

  async #checkProof(token: string, boundKey: string, request: DpopRequest): Promise<void> {
    const { now, maxProofAgeSeconds, replays } = this.#settings
    const { id, expiresAtMs } = await checkProof({
      ...request,
      boundKey,
      tokenDigest: sha256Hex(token),
      nowSeconds: now() / 1000,
      maxAgeSeconds: maxProofAgeSeconds,
      nonces: this.#nonces,
    })
    if (await replays.remember(id, expiresAtMs)) return
    throw new InvalidTokenError('replayed_proof', 'The DPoP proof was used before; send a new one (jti)')
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
