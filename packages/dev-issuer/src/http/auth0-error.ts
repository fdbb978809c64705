import { errors } from 'oidc-provider'

/**
 * An error in Auth0's wording, in the shape of RFC 6749 section 5.2 but with Auth0's statuses (mostly 403).
 */
export class Auth0Error extends errors.OIDCProviderError {
  override error_description: string

  constructor(status: number, error: string, description: string) {
    super(status, error)
    this.error_description = description
  }
}

export function accessDenied(description: string): Auth0Error {
  return new Auth0Error(403, 'access_denied', description)
}
