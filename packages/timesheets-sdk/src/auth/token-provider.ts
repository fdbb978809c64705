import type { DpopProver } from './dpop/prover.ts'

/** Options of {@link TokenProvider.getAccessToken}. */
export interface GetAccessTokenOptions {
  /** Ends this caller's wait. Others who wait for the same token are not disturbed. */
  readonly signal?: AbortSignal
  /**
   * The token that the API has just rejected with 401. It is never returned from memory or cache again; where
   * another caller has renewed it in the meantime, that newer token is returned and nothing is requested.
   */
  readonly rejectedToken?: string
  /**
   * Asks the issuer for a new token, whatever is at hand. After a 401 use `rejectedToken`: it spares needless
   * requests.
   */
  readonly forceRefresh?: boolean
}

/**
 * Where access tokens come from. The API client knows nothing else of authorization, so a single-page
 * application, a command line or a test each bring their own.
 *
 * An implementation shares one request among concurrent callers: any number of simultaneous 401s cost one new
 * token.
 */
export interface TokenProvider {
  /**
   * Whether a refused token can be replaced without a person. Absent means yes. Where it is `false`, a caller
   * reports the API's 401 as it is and does not ask again with `rejectedToken`.
   */
  readonly canRenew?: boolean

  /**
   * Present if the tokens are bound to a key (DPoP, RFC 9449): then each request carries a proof by it, and
   * the scheme of `Authorization` is `DPoP`.
   */
  readonly dpop?: DpopProver

  /**
   * Resolves to an access token for `Authorization: Bearer` (RFC 6750 section 2.1), or `DPoP`. It was valid
   * by this machine's clock; whether the API accepts it is not checked.
   *
   * @throws {AuthError} when there is no token to be had, or `options.signal` aborted the wait (`code` is
   *   `aborted`).
   */
  getAccessToken(options?: GetAccessTokenOptions): Promise<string>
}
