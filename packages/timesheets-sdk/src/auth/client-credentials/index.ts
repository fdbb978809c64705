/**
 * Tokens for a program that acts for itself, alone; `timesheets-sdk/auth` has all grants.
 *
 * @module timesheets-sdk/auth/client-credentials
 */

export { AuthError, type AuthErrorCode, isAuthError, isNotAuthorized, isUnreachable } from '../errors.ts'
export type { ClientAuthentication } from './client-authentication.ts'
export { type ClientCredentialsOptions, clientCredentials } from './client-credentials.ts'
export type { PrivateJwk } from './private-key.ts'
