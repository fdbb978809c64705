/**
 * The address of the API as it is put before paths: without trailing slash.
 *
 * @throws {TypeError} when it is no absolute URL, is plain `http:` elsewhere than on this machine (which would show
 *   the token to the network), or carries a user name, a query or a fragment.
 */
export function parseBaseUrl(baseUrl: string): string {
  if (!URL.canParse(baseUrl))
    throw new TypeError('baseUrl is not an absolute URL. Give it as https://host/path.')
  const url = new URL(baseUrl)
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

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  )
}
