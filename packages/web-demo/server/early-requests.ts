import type { Settings } from '../src/settings.ts'

/**
 * The `Link` header of the page (RFC 8288): what the browser does before it has read the page. It loads the
 * scripts, asks the issuer for its metadata and connects to the API. The application works without.
 *
 * @param page the text of index.html
 */
export function earlyRequests(page: string, { apiUrl, issuer, flow, tokenStorage }: Settings): string {
  const metadata = new URL('.well-known/openid-configuration', issuer.replace(/\/?$/, '/'))
  return [
    ...scriptsOf(page),
    `<${new URL(apiUrl).origin}>; rel=preconnect; crossorigin`,
    // A page with a stored token, and auth0-js, which does the implicit flow, ask for no metadata.
    flow === 'pkce' && tokenStorage === 'memory'
      ? `<${metadata}>; rel=preload; as=fetch; crossorigin`
      : `<${metadata.origin}>; rel=preconnect`,
  ].join(', ')
}

function scriptsOf(page: string): string[] {
  const tags = page.match(/<(?:script|link rel="modulepreload")[^>]*>/g) ?? []
  return tags.flatMap((tag) => {
    const path = tag.match(/(?:src|href)="(\/[^"]*)"/)?.[1]
    if (path === undefined) return []
    const isModule = /"module(?:preload)?"/.test(tag)
    return isModule ? `<${path}>; rel=modulepreload` : `<${path}>; rel=preload; as=script`
  })
}
