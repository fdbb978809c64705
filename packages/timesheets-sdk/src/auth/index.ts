/**
 * Getting access tokens for API clients. Runs wherever there is `fetch`: Node, browsers, workers, and phones
 * that pass random numbers and SHA-256. It does not call the API, and does not verify tokens.
 *
 * @module timesheets-sdk/auth
 */

export type { PlatformCrypto } from '../net/platform-crypto.ts'
export {
  type AuthorizationCode,
  type AuthorizationCodeOptions,
  authorizationCode,
  type FinishedSignIn,
  type StartSignInOptions,
} from './authorization-code/authorization-code.ts'
export { type SilentRequest, webMessageFrame } from './authorization-code/web-message.ts'
export type { ClientAuthentication } from './client-credentials/client-authentication.ts'
export { type ClientCredentialsOptions, clientCredentials } from './client-credentials/client-credentials.ts'
export type { PrivateJwk } from './client-credentials/private-key.ts'
export {
  type DeviceAuthorization,
  type DeviceAuthorizationOptions,
  type DeviceSignIn,
  deviceAuthorization,
} from './device-authorization/device-authorization.ts'
export {
  AuthError,
  type AuthErrorCode,
  type AuthErrorKind,
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
