import { isSameIssuer, metadataUrls } from '../../net/issuer.ts'
import { type FetchJsonOptions, fetchJson } from './fetch-json.ts'
import { secureUrl } from './secure-url.ts'

/**
 * Discovers the URL of an issuer's keys. Its metadata must name the same issuer (RFC 8414 section 3.3), or
 * they belong to someone else, and must have a secure `jwks_uri`.
 *
 * @throws Error that says for each metadata URL why it could not be used
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
