/**
 * Whether a URL's host is this very machine: `localhost`, 127.0.0.0/8 or [::1].
 *
 * Names below `localhost` are not counted: a resolver that ignores RFC 6761 section 6.3 asks the network for them.
 */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

export interface SecureUrlOptions {
  readonly bare?: boolean
  readonly allowHttp?: boolean
  /** The option that sets `allowHttp`, for the error's text. */
  readonly httpBy?: string
}

/**
 * Reads a URL that keys may be fetched from: `https:`, or `http:` on loopback, where nobody can listen in, without
 * credentials, query or fragment where `bare` is set (RFC 8414 section 2 has issuers so). With `allowHttp`, `http:` is
 * accepted from anywhere: whoever can answer for that host then decides which tokens are good.
 *
 * @throws TypeError that begins with `name`
 */
export function secureUrl(
  value: unknown,
  name: string,
  { bare = false, allowHttp = false, httpBy }: SecureUrlOptions = {},
): URL {
  if (typeof value !== 'string' || !URL.canParse(value))
    throw new TypeError(`${name} must be an absolute URL`)
  const url = new URL(value)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (allowHttp || isLoopback(url.hostname)))) {
    throw new TypeError(
      `${name} must be an https: URL (http: is accepted on localhost, 127.0.0.0/8 and [::1] only${httpBy === undefined ? '' : `, elsewhere with ${httpBy}`})`,
    )
  }
  if (url.username || url.password) throw new TypeError(`${name} must not hold credentials`)
  if (bare && (url.search || url.hash)) throw new TypeError(`${name} must have neither query nor fragment`)
  return url
}
