import { isLoopback } from '../../net/loopback.ts'
import { OptionError } from '../../net/option-error.ts'
import { hasQueryOrFragment, parseUrl } from '../../net/url.ts'

export interface SecureUrlOptions {
  readonly bare?: boolean
  readonly allowHttp?: boolean
  /** The name of the option that sets `allowHttp`, for the error message. */
  readonly httpBy?: string
}

/**
 * Reads a URL that keys may be fetched from: `https:`, or `http:` on loopback, where nobody can eavesdrop. It
 * must not contain credentials nor, with `bare`, a query or fragment (required of issuers by RFC 8414 section
 * 2). With `allowHttp`, `http:` is accepted from any host: an attacker who can respond for that host can then
 * forge tokens.
 *
 * @throws {OptionError} that begins with `name`
 */
export function secureUrl(
  value: unknown,
  name: string,
  { bare = false, allowHttp = false, httpBy }: SecureUrlOptions = {},
): URL {
  const reject = (what: (nameOf: (option: string) => string) => string) =>
    new OptionError(name, (nameOf) => `${nameOf(name)} must ${what(nameOf)}`)
  const url = parseUrl(value)
  if (url === undefined) throw reject(() => 'be an absolute URL')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (allowHttp || isLoopback(url.hostname)))) {
    throw reject((nameOf) => {
      const elsewhere = httpBy === undefined ? '' : `, elsewhere with ${nameOf(httpBy)}`
      return `be an https: URL (http: is accepted on localhost, 127.0.0.0/8 and [::1] only${elsewhere})`
    })
  }
  if (url.username || url.password) throw reject(() => 'not contain credentials')
  if (bare && hasQueryOrFragment(url)) throw reject(() => 'not have a query or fragment')
  return url
}
