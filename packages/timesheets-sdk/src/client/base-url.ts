import { isLoopback } from '../net/loopback.ts'
import { parseUrl } from '../net/url.ts'

/**
 * The address of the API as it is put before paths: without trailing slash.
 *
 * @throws {TypeError} when it is no absolute URL, is plain `http:` elsewhere than on this machine (which would show
 *   the token to the network), or carries a user name, a query or a fragment.
 */
export function parseBaseUrl(baseUrl: string): string {
  const url = parseUrl(baseUrl)
  if (url === undefined) throw new TypeError('baseUrl is not an absolute URL. Give it as https://host/path.')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new TypeError(
      `baseUrl ${url.origin} would show the token to the network. Use https:, or http: on this machine only.`,
    )
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TypeError('baseUrl holds a user name, a query or a fragment. Give it without.')
  }
  return url.href.replace(/\/+$/, '')
}
