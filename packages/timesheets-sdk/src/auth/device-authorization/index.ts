/**
 * Sign-in of a person at a command line or device, alone; `timesheets-sdk/auth` has all grants.
 *
 * @module timesheets-sdk/auth/device-authorization
 */

export { AuthError, type AuthErrorCode, isAuthError, isNotAuthorized, isUnreachable } from '../errors.ts'
export {
  type DeviceAuthorization,
  type DeviceAuthorizationOptions,
  type DeviceSignIn,
  deviceAuthorization,
} from './device-authorization.ts'
