import { isLoopback } from '../../net/loopback.ts'
import { OptionError } from '../../net/option-error.ts'
import { hasQueryOrFragment, parseUrl } from '../../net/url.ts'

/**
 * The address of the API as it is put before paths: without trailing slash.
 *
 * @throws {OptionError} when it is not an absolute URL, is plain `http:` elsewhere than on this machine
 *   (which would show the token to the network), or carries a user name, a query or a fragment.
 */
export function parseBaseUrl(baseUrl: string): string {
  const url = parseUrl(baseUrl)
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw reject('is not an absolute URL. Give it as https://host/path.')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw reject(
      `${url.origin} would show the token to the network. Use https:, or http: on this machine only.`,
    )
  }
  if (url.username !== '' || url.password !== '' || hasQueryOrFragment(url)) {
    throw reject('holds a user name, a query or a fragment. Give it without.')
  }
  return url.href.replace(/\/+$/, '')
}

function reject(what: string): OptionError {
  return new OptionError('baseUrl', (name) => `${name('baseUrl')} ${what}`)
}
