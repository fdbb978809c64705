/**
 * Whether a URL's host is this very machine: `localhost`, 127.0.0.0/8 or [::1].
 *
 * Names below `localhost` are not counted: a resolver that ignores RFC 6761 section 6.3 asks the network for them.
 */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/**
 * Reads a URL that keys may be fetched from: `https:`, or `http:` on loopback, where nobody can listen in, without
 * credentials, query or fragment where `bare` is set (RFC 8414 section 2 has issuers so).
 *
 * @throws TypeError that begins with `name`
 */
export function secureUrl(value: unknown, name: string, { bare = false } = {}): URL {
  if (typeof value !== 'string' || !URL.canParse(value))
    throw new TypeError(`${name} must be an absolute URL`)
  const url = new URL(value)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new TypeError(
      `${name} must be an https: URL (http: is accepted on localhost, 127.0.0.0/8 and [::1] only)`,
    )
  }
  if (url.username || url.password) throw new TypeError(`${name} must not hold credentials`)
  if (bare && (url.search || url.hash)) throw new TypeError(`${name} must have neither query nor fragment`)
  return url
}
