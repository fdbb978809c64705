import { type KeyValueStorage, readJson } from '../key-value-storage.ts'
import type { CachedToken } from '../token-cache.ts'

/** The claims of an ID token (OpenID Connect Core 1.0 sections 2 and 5.1), validated when it was received. */
export interface IdTokenClaims {
  readonly iss: string
  /** The person's id at the issuer. */
  readonly sub: string
  readonly name?: string
  readonly nickname?: string
  readonly email?: string
  readonly picture?: string
  readonly [claim: string]: unknown
}

/** All that is kept of somebody who has signed in. */
export interface SignedIn {
  readonly claims: IdTokenClaims
  /** For signing out at the issuer. */
  readonly idToken: string
  readonly access: CachedToken
  readonly refreshToken?: string | undefined
}

/** Keeps who is signed in under one key of a storage. */
export function signedInStore(storage: KeyValueStorage, key: string) {
  return {
    async read(): Promise<SignedIn | undefined> {
      const stored = await readJson(storage, key)
      return isSignedIn(stored) ? stored : undefined
    },
    async write(signedIn: SignedIn): Promise<void> {
      await storage.setItem(key, JSON.stringify(signedIn))
    },
    async clear(): Promise<void> {
      await storage.removeItem(key)
    },
  }
}

export type SignedInStore = ReturnType<typeof signedInStore>

/** Whether it was written by this version: what is no such record counts as nobody. */
function isSignedIn(value: unknown): value is SignedIn {
  const { claims, idToken, access, refreshToken = '' } = (value ?? {}) as Partial<SignedIn>
  return (
    typeof claims?.sub === 'string' &&
    typeof idToken === 'string' &&
    typeof access?.accessToken === 'string' &&
    Number.isFinite(access.obtainedAtMs) &&
    Number.isFinite(access.expiresAtMs) &&
    typeof refreshToken === 'string'
  )
}
