import type { Fetch } from '../../net/fetch.ts'
import { InvalidTokenError, IssuerUnreachableError } from '../errors.ts'
import { discoverJwksUri } from './discovery.ts'
import { fetchJson } from './fetch-json.ts'
import { type KeySet, readKeySet } from './key-set.ts'
import type { KeySource, VerificationKey } from './key-source.ts'
import { isWithin, RefreshSchedule, type RefreshScheduleSettings } from './refresh-schedule.ts'

/** How many keys are tried per token: the old and the new one of a rotation. Each costs a signature check. */
const maxCandidates = 2

export interface RemoteKeysSettings extends RefreshScheduleSettings {
  readonly issuer: string
  readonly jwksUri: string | undefined
  readonly fetch: Fetch
  readonly now: () => number
  readonly onRefreshFailure: (error: IssuerUnreachableError) => void
}

/**
 * The keys that the issuer publishes at its `jwks_uri`, which is found by discovery unless it is set.
 *
 * They are fetched again as `RefreshSchedule` decides, and when a token names an unknown key. If a fetch
 * fails or returns no keys, the last good ones stay in use. At most one fetch is in progress at a time, and
 * all callers share its result. No timer runs in between.
 */
export class RemoteKeys implements KeySource {
  readonly #settings: RemoteKeysSettings
  readonly #schedule: RefreshSchedule
  #jwksUri: string | undefined
  #keys: KeySet | undefined
  #refreshing: Promise<KeySet> | undefined
  #lastRefetchAt = Number.NEGATIVE_INFINITY

  constructor(settings: RemoteKeysSettings) {
    this.#settings = settings
    this.#schedule = new RefreshSchedule(settings)
    this.#jwksUri = settings.jwksUri
  }

  async ready(): Promise<void> {
    await this.#current()
  }

  async find(kid: string | undefined): Promise<KeySet> {
    const keys = await this.#current()
    let found = candidates(keys, kid)
    if (found.length === 0) found = candidates(await this.#refetch(keys), kid)
    if (found.length === 0) {
      throw new InvalidTokenError(
        'unknown_key',
        'The access token is signed with a key that its issuer does not publish',
      )
    }
    if (found.length > maxCandidates) {
      throw new InvalidTokenError(
        'unknown_key',
        `The access token does not say which of its issuer's ${found.length} keys it is signed with (kid)`,
      )
    }
    return found
  }

  async findNewer(tried: readonly VerificationKey[]): Promise<KeySet> {
    const newer = (await this.#refetch(this.#keys ?? [])).filter((key) => !tried.includes(key))
    return newer.length > maxCandidates ? [] : newer
  }

  isTrusted(key: VerificationKey, nowMs: number): boolean {
    return this.#keys?.some((current) => current === key) === true && this.#isFresh(nowMs)
  }

  async #current(): Promise<KeySet> {
    return this.#keys && this.#isFresh(this.#settings.now()) ? this.#keys : this.#refresh()
  }

  /** Whether the keys may be used without a fetch. Starts the background refresh when it is due. */
  #isFresh(nowMs: number): boolean {
    const need = this.#schedule.need(nowMs)
    if (need === 'background') void this.#refresh()
    return need !== 'blocking'
  }

  /**
   * For a token with an unknown key: joins the fetch in progress, or starts one unless the cooldown is
   * running.
   */
  async #refetch(keys: KeySet): Promise<KeySet> {
    if (!this.#refreshing) {
      const nowMs = this.#settings.now()
      if (isWithin(nowMs - this.#lastRefetchAt, this.#settings.jwksCooldownMs)) return keys
      this.#lastRefetchAt = nowMs
    }
    return this.#refresh()
  }

  /** Fetches the keys. Returns the last good ones if that fails. */
  #refresh(): Promise<KeySet> {
    this.#refreshing ??= this.#fetch().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async #fetch(): Promise<KeySet> {
    const { now, issuer, onRefreshFailure } = this.#settings
    const startedAt = now()
    try {
      this.#keys = await this.#download()
      this.#schedule.succeeded(startedAt)
      return this.#keys
    } catch (cause) {
      this.#schedule.failed(now())
      const { message } = cause as Error
      const error = new IssuerUnreachableError(`Could not fetch keys from the issuer ${issuer}: ${message}`, {
        cause,
      })
      if (!this.#keys) throw error
      onRefreshFailure(error)
      return this.#keys
    }
  }

  async #download(): Promise<KeySet> {
    const { issuer, jwksUri, jwksTimeoutMs, fetch } = this.#settings
    const options = { fetch, signal: AbortSignal.timeout(jwksTimeoutMs) }
    const uri = this.#jwksUri ?? (await discoverJwksUri(issuer, options))
    // Forgotten until it has worked: if the keys have moved, the next attempt discovers their new URL.
    this.#jwksUri = jwksUri
    const keys = await readKeySet(await fetchJson(uri, options), this.#keys ?? [])
    this.#jwksUri = uri
    return keys
  }
}

/** The keys that a token may be signed with: those with its key id, or all if it has none. */
function candidates(keys: KeySet, kid: string | undefined): KeySet {
  return kid === undefined ? keys : keys.filter((key) => key.kid === kid)
}
