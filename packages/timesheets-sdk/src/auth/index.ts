/**
 * Getting access tokens for API clients. Runs wherever there is `fetch`: Node, browsers, workers, and phones
 * that pass random numbers and SHA-256. It does not call the API, and does not verify tokens.
 *
 * @module timesheets-sdk/auth
 */

export type { Fetch, FetchInit, FetchResponse } from '../net/fetch.ts'
export type { HttpHooks, RequestInfo, ResponseInfo, RetryInfo } from '../net/hooks.ts'
export type { PlatformCrypto } from '../net/platform-crypto.ts'
export * from './authorization-code/index.ts'
export * from './client-credentials/index.ts'
export * from './device-authorization/index.ts'
export * from './dpop/index.ts'
export {
  AuthError,
  type AuthErrorCode,
  type AuthErrorKind,
  isAuthError,
  isNotAuthorized,
  isUnreachable,
} from './errors.ts'
export type { HttpOptions } from './issuer/http.ts'
export { type KeyValueStorage, memoryStorage } from './key-value-storage.ts'
export type { IdTokenClaims } from './person/signed-in.ts'
export { type RenewingOptions, renewingTokenProvider, type TokenSource } from './renewing.ts'
export { staticToken } from './static-token.ts'
export { type CachedToken, memoryTokenCache, type TokenCache } from './token-cache.ts'
export type { GetAccessTokenOptions, TokenProvider } from './token-provider.ts'
