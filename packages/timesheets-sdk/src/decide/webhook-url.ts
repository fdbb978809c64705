/**
 * The fault in a webhook's URL, as text; `undefined` if there is none before its host is looked up.
 * @param options.allowPrivate whether `http:` and private addresses are accepted
 * @param options.isPublicAddress whether an IP address is on the public internet
 */
export function faultInWebhookUrl(
  text: string,
  options: { readonly allowPrivate: boolean; readonly isPublicAddress: (address: string) => boolean },
): string | undefined {
  const { allowPrivate, isPublicAddress } = options
  const url = URL.canParse(text) ? new URL(text) : undefined
  const protocols = allowPrivate ? ['https:', 'http:'] : ['https:']
  if (!url || !protocols.includes(url.protocol)) {
    return allowPrivate ? 'must be an http: or https: URL' : 'must be an https: URL'
  }
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or a password'
  const address = addressIn(url)
  const isLocal = url.hostname === 'localhost' || url.hostname.endsWith('.localhost')
  if (!allowPrivate && (isLocal || (address !== undefined && !isPublicAddress(address)))) {
    return 'must be a public address, not one of this machine or of a private network'
  }
  return undefined
}

/** The IP address in a URL; `undefined` if it names a host. */
export function addressIn({ hostname }: { readonly hostname: string }): string | undefined {
  // `new URL` writes every spelling of an IPv4 address as four decimal numbers.
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname)) return hostname
  return hostname.startsWith('[') ? hostname.slice(1, -1) : undefined
}
