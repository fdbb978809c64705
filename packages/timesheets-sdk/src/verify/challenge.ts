export interface ChallengeOptions {
  /** The name of the protection space. Default `timesheets`. */
  readonly realm?: string
  /** Why the request was rejected (RFC 6750 section 3.1). Omit it if no token was sent. */
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope'
  /** The same reason in words, for developers. */
  readonly errorDescription?: string
  /** The scopes that the request needs. */
  readonly scopes?: Iterable<string>
  /** The URL of the API's protected resource metadata (RFC 9728 section 5.1). */
  readonly resourceMetadata?: string
}

/**
 * Builds the value of a `WWW-Authenticate` header (RFC 6750 section 3). Characters that are not allowed in a
 * quoted value (quotes, backslashes, line breaks, non-ASCII) are replaced by `?`, so that no value can break
 * out of its quotes.
 */
export function challenge(options: ChallengeOptions = {}): string {
  const { realm = 'timesheets', error, errorDescription, scopes, resourceMetadata } = options
  const parameters: [string, string | undefined][] = [
    ['realm', realm],
    ['error', error],
    ['error_description', errorDescription],
    ['scope', scopes && [...scopes].join(' ')],
    ['resource_metadata', resourceMetadata],
  ]
  const given = parameters.filter(([, value]) => value !== undefined && value !== '')
  return `Bearer ${given.map(([name, value]) => `${name}="${plain(`${value}`)}"`).join(', ')}`
}

function plain(value: string): string {
  return value.replace(/[^\x20-\x21\x23-\x5B\x5D-\x7E]/g, '?')
}
