import { calculateJwkThumbprint, compactVerify, importJWK, type JWK } from 'jose'
import { fromBase64url } from '../../net/base64.ts'
import { sha256Hex } from '../../net/sha256.ts'
import { InvalidTokenError } from '../errors.ts'
import { type JsonObject, parseJwt } from '../token/well-formed.ts'
import type { Nonces } from './nonces.ts'
import { targetUri } from './target-uri.ts'

/**
 * The accepted algorithms of proofs. None of them is RSA: the client chooses the key, and with it the cost of
 * checking its signature.
 */
export const proofAlgorithms = ['ES256', 'ES384', 'ES512', 'Ed25519', 'EdDSA'] as const

/** How far a client's clock may be ahead. */
const leewaySeconds = 30
const maxProofLength = 4_096
const maxIdLength = 256

/** The request that an access token was sent with. */
export interface DpopRequest {
  /** The value of the header field `DPoP`. */
  readonly proof: string | undefined
  readonly method: string
  /** The URL as the client wrote it: behind a proxy, with the public origin. */
  readonly url: string
}

export interface ProofExpectations extends DpopRequest {
  /** The thumbprint of the key that the token is bound to. */
  readonly boundKey: string
  /** SHA-256 of the access token, in hex. */
  readonly tokenDigest: string
  readonly nowSeconds: number
  readonly maxAgeSeconds: number
  readonly nonces: Nonces | undefined
}

/** A valid proof: what to remember, and until when. */
export interface ValidProof {
  readonly id: string
  readonly expiresAtMs: number
}

/**
 * Checks a DPoP proof (RFC 9449 section 4.3) for a request with an access token. Does not check whether it
 * was used before.
 *
 * @throws InvalidTokenError with reason `bad_proof` or `nonce_required`
 */
export async function checkProof(expected: ProofExpectations): Promise<ValidProof> {
  const { proof, boundKey, nonces } = expected
  if (proof === undefined || proof === '') throw bad('is missing: send it in the header field DPoP')
  const { header, claims } = parseJwt(proof, maxProofLength, bad)
  const key = await publicKey(header, boundKey)
  await checkSignature(proof, header.alg as string, key)
  const createdAtSeconds = checkClaims(claims, expected)
  if (nonces && !(await nonces.isValid(claims.nonce))) {
    throw new InvalidTokenError(
      'nonce_required',
      'The DPoP proof has no valid nonce; repeat the request with the nonce of this response',
    )
  }
  return {
    id: sha256Hex(`${boundKey}.${claims.jti}`),
    // A minute longer, as the clocks of this API's processes may differ.
    expiresAtMs: (createdAtSeconds + expected.maxAgeSeconds + 60) * 1_000,
  }
}

async function publicKey(header: JsonObject, boundKey: string): Promise<JWK> {
  if (header.typ !== 'dpop+jwt') throw bad('is not of the type dpop+jwt (typ)')
  if (!proofAlgorithms.some((name) => name === header.alg)) {
    throw bad(`is not signed with one of ${proofAlgorithms.join(', ')} (alg)`)
  }
  if (header.crit !== undefined) throw bad('requires an unsupported extension (crit)')
  const { jwk } = header
  if (typeof jwk !== 'object' || jwk === null) throw bad('does not contain its public key (jwk)')
  const { kty, crv, x, y, ...others } = jwk as Record<string, unknown>
  // Private members are a key that leaked (RFC 9449 section 4.3, check 7), and `k` is a symmetric one.
  if (['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].some((name) => name in others)) {
    throw bad('contains a private key (jwk)')
  }
  const key = { kty, crv, x, ...(y === undefined ? {} : { y }) } as JWK
  const thumbprint = await calculateJwkThumbprint(key).catch(() => undefined)
  if (thumbprint === undefined) throw bad('contains an unusable key (jwk)')
  if (thumbprint !== boundKey) throw bad('is signed with another key than the access token is bound to (jkt)')
  return key
}

async function checkSignature(proof: string, algorithm: string, key: JWK): Promise<void> {
  try {
    await compactVerify(proof, await importJWK(key, algorithm), { algorithms: [algorithm] })
  } catch {
    throw bad('has an invalid signature')
  }
}

/** @returns when the proof was created */
function checkClaims(claims: JsonObject, expected: ProofExpectations): number {
  const { jti, htm, htu, iat, ath } = claims
  if (typeof jti !== 'string' || jti === '' || jti.length > maxIdLength) {
    throw bad(`has no id of at most ${maxIdLength} characters (jti)`)
  }
  if (htm !== expected.method) throw bad('is for another method (htm)')
  const target = targetUri(htu)
  if (target === undefined || target !== targetUri(expected.url)) throw bad('is for another URL (htu)')
  if (typeof iat !== 'number' || !Number.isFinite(iat)) throw bad('has no time of its creation (iat)')
  if (iat > expected.nowSeconds + leewaySeconds)
    throw bad("is from the future: check this device's clock (iat)")
  if (iat < expected.nowSeconds - expected.maxAgeSeconds) {
    throw bad("is too old: send a new one, and check this device's clock (iat)")
  }
  if (typeof ath !== 'string' || hexOf(fromBase64url(ath)) !== expected.tokenDigest) {
    throw bad('is for another access token (ath)')
  }
  return iat
}

function hexOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bad(problem: string): InvalidTokenError {
  return new InvalidTokenError('bad_proof', `The DPoP proof ${problem}`)
}
