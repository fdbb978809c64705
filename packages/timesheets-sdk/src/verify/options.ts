import type { Fetch } from '../net/fetch.ts'
import { OptionError } from '../net/option-error.ts'
import { platformFetch } from '../net/platform-fetch.ts'
import { memoryReplays, type ReplayStore } from './dpop/replays.ts'
import type { IssuerUnreachableError } from './errors.ts'
import { secureUrl } from './keys/secure-url.ts'
import type { MachineClients } from './token/machine.ts'

/** The supported signature algorithms (RFC 7518 section 3.1). A verifier accepts exactly one of them. */
export type TokenAlgorithm = 'RS256' | 'HS256'

/** How tokens that are bound to a key of their client (DPoP, RFC 9449) are checked. */
export interface DpopOptions {
  /** Rejects all tokens that are not bound. Default false. */
  readonly required?: boolean
  /** How old a proof may be. Default 300, maximum 600. */
  readonly maxProofAgeSeconds?: number
  /**
   * Requires proofs with a nonce of this API (RFC 9449 section 9). All processes of an API need the same
   * secret, of at least 32 bytes. Default: no nonces.
   */
  readonly nonceSecret?: string
  /** Remembers proofs. Default: in this process only. Several processes of an API must share one. */
  readonly replays?: ReplayStore
}

export interface TokenVerifierOptions {
  /** The authorization server's issuer identifier, an `https:` URL; `http:` on loopback only. */
  readonly issuer: string
  /** This API's identifier. A token's `aud` must be or contain it. */
  readonly audience: string
  /** Default `RS256`, with the issuer's published keys. `HS256` requires `secret` and fetches nothing. */
  readonly algorithm?: TokenAlgorithm
  /** The shared secret for HS256, at least 32 bytes in UTF-8 (RFC 7518 section 3.2). */
  readonly secret?: string
  /**
   * The URL of the keys, for an issuer without discovery. Default: from the issuer's metadata. RS256 only.
   */
  readonly jwksUri?: string
  /**
   * Allows `http:` for any `jwksUri`: only for networks where nobody can eavesdrop or respond. Default false.
   */
  readonly jwksAllowHttp?: boolean
  /** The claim that identifies a person. Default `sub`. */
  readonly identityClaim?: string
  /** The claim with the e-mail address. Default `https://api.exampleco.com/email`. */
  readonly emailClaim?: string
  /**
   * The machine clients, for issuers that do not mark their tokens: clients that get tokens for themselves
   * and sign nobody in. `<client>`, or `<client>=<sub>` if only the subject identifies their tokens. See
   * `isMachine`.
   */
  readonly machineClientIds?: Iterable<string>
  /** How far the issuer's clock may differ from this one. Default 5, maximum 60. */
  readonly clockToleranceSeconds?: number
  /**
   * How many verified tokens are cached. Default 10,000; 0 caches none, and every request is verified again.
   */
  readonly cacheSize?: number
  /** Fetches keys and metadata. Default: the global `fetch`, in Node with the proxies of the environment. */
  readonly fetch?: Fetch
  /** The clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** The age at which keys must be fetched again before use. Default and maximum 600. */
  readonly jwksMaxAgeSeconds?: number
  /** How long to wait before fetching again after an unknown key id or a failure. Default and maximum 30. */
  readonly jwksCooldownSeconds?: number
  /** The time limit for fetching metadata and keys together. Default 5,000. */
  readonly jwksTimeoutMs?: number
  /** Tokens that are bound to a key are accepted with a proof of that key only, with any options. */
  readonly dpop?: DpopOptions
  /** Called when a fetch fails and the last good keys stay in use, for logs and metrics. Must not throw. */
  readonly onRefreshFailure?: (error: IssuerUnreachableError) => void
}

/** The validated options, with defaults. */
export interface VerifierSettings {
  readonly issuer: string
  readonly audience: string
  readonly algorithm: TokenAlgorithm
  readonly secret: Uint8Array | undefined
  readonly jwksUri: string | undefined
  readonly identityClaim: string
  readonly emailClaim: string
  readonly machineClients: MachineClients
  readonly clockToleranceSeconds: number
  readonly cacheSize: number
  readonly fetch: Fetch
  readonly now: () => number
  readonly jwksMaxAgeMs: number
  readonly jwksCooldownMs: number
  readonly jwksTimeoutMs: number
  readonly dpopRequired: boolean
  readonly maxProofAgeSeconds: number
  readonly nonceSecret: string | undefined
  readonly replays: ReplayStore
  readonly onRefreshFailure: (error: IssuerUnreachableError) => void
}

const minSecretBytes = 32

/** @throws {OptionError} that names the invalid option */
export function readOptions(options: TokenVerifierOptions): VerifierSettings {
  const { algorithm = 'RS256', now = Date.now, dpop = {} } = options
  secureUrl(options.issuer, 'issuer', { bare: true })
  if (algorithm !== 'RS256' && algorithm !== 'HS256') {
    throw new OptionError('algorithm', (name) => `${name('algorithm')} must be RS256 or HS256`)
  }
  if (algorithm === 'RS256' && options.secret !== undefined) {
    throw new OptionError(
      'secret',
      (name) => `${name('secret')} is for HS256 only: remove it, or set ${name('algorithm')} to HS256`,
    )
  }
  if (algorithm === 'HS256' && options.jwksUri !== undefined) {
    throw new OptionError(
      'jwksUri',
      (name) => `${name('jwksUri')} is for RS256 only: HS256 tokens are verified with ${name('secret')}`,
    )
  }
  return {
    issuer: options.issuer,
    audience: text(options.audience, 'audience'),
    algorithm,
    secret: algorithm === 'HS256' ? secretBytes(options.secret) : undefined,
    jwksUri: jwksUriOf(options),
    identityClaim: text(options.identityClaim ?? 'sub', 'identityClaim'),
    emailClaim: text(options.emailClaim ?? 'https://api.exampleco.com/email', 'emailClaim'),
    machineClients: machineClients(options.machineClientIds ?? []),
    clockToleranceSeconds: within(options.clockToleranceSeconds ?? 5, 0, 60, 'clockToleranceSeconds'),
    cacheSize: whole(options.cacheSize ?? 10_000, 'cacheSize'),
    fetch: options.fetch ?? platformFetch(missingFetch),
    now,
    jwksMaxAgeMs: within(options.jwksMaxAgeSeconds ?? 600, 1, 600, 'jwksMaxAgeSeconds') * 1000,
    jwksCooldownMs: within(options.jwksCooldownSeconds ?? 30, 0, 30, 'jwksCooldownSeconds') * 1000,
    jwksTimeoutMs: whole(within(options.jwksTimeoutMs ?? 5_000, 1, 60_000, 'jwksTimeoutMs'), 'jwksTimeoutMs'),
    dpopRequired: dpop.required ?? false,
    maxProofAgeSeconds: within(dpop.maxProofAgeSeconds ?? 300, 1, 600, 'maxProofAgeSeconds'),
    nonceSecret: dpop.nonceSecret === undefined ? undefined : longText(dpop.nonceSecret, 'nonceSecret'),
    replays: dpop.replays ?? memoryReplays(now),
    onRefreshFailure: options.onRefreshFailure ?? (() => {}),
  }
}

function missingFetch(): OptionError {
  return new OptionError(
    'fetch',
    (name) => `this platform has no fetch: set ${name('fetch')} to a function like it`,
  )
}

function jwksUriOf({ jwksUri, jwksAllowHttp = false }: TokenVerifierOptions): string | undefined {
  if (jwksUri === undefined) {
    if (jwksAllowHttp) {
      throw new OptionError('jwksAllowHttp', (name) => {
        const [allow, uri] = [name('jwksAllowHttp'), name('jwksUri')]
        return `${allow} requires ${uri}: set ${uri}, or remove ${allow}`
      })
    }
    return undefined
  }
  return secureUrl(jwksUri, 'jwksUri', { allowHttp: jwksAllowHttp, httpBy: 'jwksAllowHttp' }).href
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw new OptionError(name, (nameOf) => `${nameOf(name)} must be a non-empty string`)
  return value
}

function secretBytes(secret: unknown): Uint8Array {
  return new TextEncoder().encode(longText(secret, 'secret', ' for HS256'))
}

function longText(value: unknown, name: string, purpose = ''): string {
  const given = text(value, name)
  if (new TextEncoder().encode(given).length >= minSecretBytes) return given
  throw new OptionError(
    name,
    (nameOf) => `${nameOf(name)} must be at least ${minSecretBytes} bytes long${purpose}`,
  )
}

function machineClients(values: Iterable<string>): MachineClients {
  // A string iterates over its characters: each letter would become a machine client.
  if (typeof values === 'string')
    throw new OptionError(
      'machineClientIds',
      (name) => `${name('machineClientIds')} must be a list of client ids, not a string`,
    )
  return new Map(
    Array.from(values, (value) => {
      const [client = '', ...subject] = text(value, 'machineClientIds').split('=')
      return [
        text(client, 'machineClientIds'),
        subject.length === 0 ? undefined : text(subject.join('='), 'machineClientIds'),
      ]
    }),
  )
}

function within(value: number, least: number, most: number, name: string): number {
  if (!(value >= least && value <= most))
    throw new OptionError(name, (nameOf) => `${nameOf(name)} must be a number from ${least} to ${most}`)
  return value
}

function whole(value: number, name: string): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new OptionError(name, (nameOf) => `${nameOf(name)} must be a whole number, 0 or more`)
  return value
}
