import { isLoopback } from '../../net/loopback.ts'
import { hasQueryOrFragment, parseUrl } from '../../net/url.ts'
import { AuthError } from '../errors.ts'

/**
 * Parses an address that credentials are sent to.
 *
 * @throws {AuthError} `invalid_settings` when it is not an absolute http(s) URL or carries a user name or
 *   password, `insecure_issuer` when it is `http:` and not loopback.
 */
export function parseSecureUrl(value: string, what: string): URL {
  const url = parseUrl(value)
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AuthError(
      'invalid_settings',
      `The ${what} is not an absolute URL. Give it as https://host/path.`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new AuthError('invalid_settings', `The ${what} holds a user name or password. Give it without.`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new AuthError(
      'insecure_issuer',
      `The ${what} ${url.origin} is plain http:, which would show credentials to the network. Use https:.`,
    )
  }
  return url
}

/**
 * Parses an issuer identifier (RFC 8414 section 2: no query, no fragment).
 *
 * @throws {AuthError} as {@link parseSecureUrl} does.
 */
export function parseIssuer(issuer: string): URL {
  const url = parseSecureUrl(issuer, 'issuer')
  if (hasQueryOrFragment(url)) {
    throw new AuthError('invalid_settings', 'The issuer has a query or a fragment. Give it without.')
  }
  return url
}
