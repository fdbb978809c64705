import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose'

export interface SigningKey {
  readonly kid: string | undefined
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
}

export async function makeKey(kid?: string, modulusLength = 2048): Promise<SigningKey> {
  const { publicKey, privateKey } =
    modulusLength >= 2048
      ? await generateKeyPair('RS256', { modulusLength, extractable: true })
      : ((await crypto.subtle.generateKey(
          {
            name: 'RSASSA-PKCS1-v1_5',
            hash: 'SHA-256',
            modulusLength,
            publicExponent: new Uint8Array([1, 0, 1]),
          },
          true,
          ['sign', 'verify'],
        )) as CryptoKeyPair)
  const jwk = await exportJWK(publicKey)
  return {
    kid,
    privateKey,
    publicJwk: { ...jwk, ...(kid !== undefined && { kid }), use: 'sig', alg: 'RS256' },
  }
}

/** 2026-11-23T12:00:00Z, a Monday. */
export const NOW_MS = Date.UTC(2026, 10, 23, 12)
export const NOW = NOW_MS / 1000

export const AUDIENCE = 'https://api.abc.example/timesheets'

/** The claims of an Auth0 access token for a person who signed in. */
export function personClaims(issuer: string): Record<string, unknown> {
  return {
    iss: issuer,
    sub: 'auth0|5f7c8ec7',
    aud: [AUDIENCE, `${issuer}/userinfo`],
    iat: NOW,
    exp: NOW + 7200,
    azp: 'spa',
    scope: 'openid read:timesheets create:timesheets',
  }
}

/** Signs any claims, valid or not. A string is used as the payload; undefined members are omitted. */
export function sign(
  key: Pick<SigningKey, 'kid' | 'privateKey'>,
  claims: Record<string, unknown> | string,
  header: Record<string, unknown> = {},
): Promise<string> {
  const payload = typeof claims === 'string' ? claims : JSON.stringify(claims)
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, ...header })
    .sign(key.privateKey)
}

export function signWithSecret(secret: string, claims: Record<string, unknown>): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret))
}

/** Builds a token without a valid signature. */
export function forge(header: unknown, claims: unknown, signature = 'c2ln'): string {
  return `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}.${signature}`
}

export function base64url(content: string | Uint8Array): string {
  return Buffer.from(content as string).toString('base64url')
}

/** The error that a function throws synchronously. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
