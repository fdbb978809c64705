import { AuthError } from '../errors.ts'
import { exclusive } from '../exclusive.ts'
import { type KeyValueStorage, readJson } from '../key-value-storage.ts'

/** The state of a sign-in between leaving for the issuer and coming back. */
export interface PendingSignIn {
  /** Binds the response to this browser (RFC 6749 section 10.12). */
  readonly state: string
  /** Ties the ID token to the request (OpenID Connect Core 1.0 section 3.1.2.1). */
  readonly nonce: string
  /** Proves that the code is redeemed by the client that requested it (RFC 7636). */
  readonly codeVerifier: string
  readonly returnTo?: string | undefined
}

interface Remembered {
  state: string
  createdAtMs: number
  /** Removed when the response arrives; the rest distinguishes a second use from a foreign response. */
  pending?: PendingSignIn
}

const lifetimeMs = 60 * 60 * 1000
/** Sign-ins that were begun and never finished, in other tabs for instance. */
const mostPending = 10

/** Remembers sign-ins under one key of a storage, each for an hour at most, and gives each back once. */
export function pendingSignIns(storage: KeyValueStorage, key: string, now: () => number) {
  const change = <T>(edit: (list: Remembered[]) => T): Promise<T> =>
    exclusive(key, async () => {
      const stored = await readJson(storage, key)
      const list = (Array.isArray(stored) ? (stored as Remembered[]) : [])
        .filter(({ createdAtMs }) => createdAtMs > now() - lifetimeMs)
        .slice(-mostPending)
      const result = edit(list)
      await storage.setItem(key, JSON.stringify(list))
      return result
    })

  return {
    add: (pending: PendingSignIn): Promise<void> =>
      change((list) => void list.push({ state: pending.state, createdAtMs: now(), pending })),

    /**
     * @throws {AuthError} `callback_used` the second time, `state_mismatch` when nothing was begun with this
     *   state.
     */
    async take(state: string | null): Promise<PendingSignIn> {
      const found = await change((list) => {
        const one = list.find((remembered) => remembered.state === state)
        const pending = one?.pending
        delete one?.pending
        return { pending, isUsed: one !== undefined && pending === undefined }
      })
      if (found.pending !== undefined) return found.pending
      if (found.isUsed) {
        throw new AuthError('callback_used', 'This response of the issuer was already used. Sign in again.')
      }
      throw new AuthError(
        'state_mismatch',
        'This response of the issuer does not belong to a sign-in that started here within the last hour. Sign in again.',
      )
    },
  }
}
