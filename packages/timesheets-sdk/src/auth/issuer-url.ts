import { AuthError } from './errors.ts'

/** Whether plain `http:` to this URL stays on the machine (RFC 8252 section 8.3 lists the literals; `localhost` is ours). */
export function isLoopback(url: URL): boolean {
  const host = url.hostname
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
  )
}

/**
 * Parses an address that credentials are sent to.
 *
 * @throws {AuthError} `invalid_settings` when it is no absolute http(s) URL or carries a user name or password,
 *   `insecure_issuer` when it is `http:` and not loopback.
 */
export function parseSecureUrl(value: string, what: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AuthError(
      'invalid_settings',
      `The ${what} is not an absolute URL. Give it as https://host/path.`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new AuthError('invalid_settings', `The ${what} holds a user name or password. Give it without.`)
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
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
  if (url.search !== '' || url.hash !== '') {
    throw new AuthError('invalid_settings', 'The issuer has a query or a fragment. Give it without.')
  }
  return url
}

/** Whether two issuer identifiers are the same string, but for one trailing slash: Auth0 has it, people leave it out. */
export function isSameIssuer(one: string, other: string): boolean {
  return withoutTrailingSlash(one) === withoutTrailingSlash(other)
}

export function withoutTrailingSlash(issuer: string): string {
  return issuer.endsWith('/') ? issuer.slice(0, -1) : issuer
}
