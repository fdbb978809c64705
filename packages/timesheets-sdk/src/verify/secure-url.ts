import { isLoopback } from '../net/loopback.ts'
import { parseUrl } from '../net/url.ts'

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
  const url = parseUrl(value)
  if (url === undefined) throw new TypeError(`${name} must be an absolute URL`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (allowHttp || isLoopback(url.hostname)))) {
    throw new TypeError(
      `${name} must be an https: URL (http: is accepted on localhost, 127.0.0.0/8 and [::1] only${httpBy === undefined ? '' : `, elsewhere with ${httpBy}`})`,
    )
  }
  if (url.username || url.password) throw new TypeError(`${name} must not hold credentials`)
  if (bare && (url.search || url.hash)) throw new TypeError(`${name} must have neither query nor fragment`)
  return url
}
