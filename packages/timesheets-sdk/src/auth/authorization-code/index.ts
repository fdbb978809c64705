/**
 * Sign-in of a person in a browser or on a phone, alone; `timesheets-sdk/auth` has all grants.
 *
 * @module timesheets-sdk/auth/authorization-code
 */

export { AuthError, type AuthErrorCode, isAuthError, isNotAuthorized, isUnreachable } from '../errors.ts'
export {
  type AuthorizationCode,
  type AuthorizationCodeOptions,
  authorizationCode,
  type FinishedSignIn,
  type StartSignInOptions,
} from './authorization-code.ts'
export { type SilentRequest, webMessageFrame } from './web-message.ts'
