import { isSameIssuer, metadataUrls } from '../net/issuer.ts'
import { type FetchJsonOptions, fetchJson } from './fetch-json.ts'
import { secureUrl } from './secure-url.ts'

/**
 * Asks an issuer where its keys are. The metadata must name the same issuer, or they are somebody else's (RFC 8414
 * section 3.3), and a `jwks_uri` that keys may be fetched from.
 *
 * @throws Error that says of each place why it was no use
 */
export async function discoverJwksUri(issuer: string, options: FetchJsonOptions): Promise<string> {
  const failures: Error[] = []
  for (const url of metadataUrls(issuer)) {
    try {
      return jwksUriOf(await fetchJson(url, options), url, issuer)
    } catch (error) {
      failures.push(error as Error)
    }
  }
  throw new AggregateError(failures, failures.map((failure) => failure.message).join('; '))
}

function jwksUriOf(metadata: unknown, url: string, issuer: string): string {
  const document = Object(metadata) as Record<string, unknown>
  if (typeof document.issuer !== 'string' || !isSameIssuer(document.issuer, issuer)) {
    throw new Error(`${url} does not name the issuer ${issuer} as its own`)
  }
  return secureUrl(document.jwks_uri, `jwks_uri in ${url}`).href
}
