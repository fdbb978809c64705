import type { AuthorizationServer } from 'oauth4webapi'
import { isSameIssuer, metadataUrls } from '../../net/issuer.ts'
import { AuthError } from '../errors.ts'
import { fetchWhole, type Http } from './http.ts'
import { redact } from './redact.ts'
import { type Budget, sendWithRetries } from './retry.ts'

/** Finds an issuer's metadata, and remembers them until told to forget. */
export interface Discovery {
  find(budget: Budget): Promise<AuthorizationServer>
  /** To be called when what was found has turned out not to work, so that a moved endpoint is found again. */
  forget(): void
}

export function createDiscovery(issuer: URL, http: Http): Discovery {
  let found: AuthorizationServer | undefined
  return {
    async find(budget) {
      found ??= await discover(issuer, http, budget)
      return found
    },
    forget() {
      found = undefined
    },
  }
}

/**
 * Fetches the metadata of an authorization server: OpenID Connect Discovery 1.0 section 4, and where there is
 * none, RFC 8414 section 3. The metadata's `issuer` must be the one asked for, as a string, but for one
 * trailing slash. The endpoints in it are not checked here.
 *
 * @throws {AuthError} `discovery_failed` when neither place has this issuer's metadata, `issuer_unreachable`,
 *   `aborted`.
 */
export async function discover(issuer: URL, http: Http, budget: Budget): Promise<AuthorizationServer> {
  const misses: string[] = []
  for (const place of metadataUrls(issuer.href)) {
    const request = { headers: { accept: 'application/json' } }
    const response = await sendWithRetries(
      (timeoutMs, attempt) => fetchWhole(place, request, http, { timeoutMs, attempt, signal: budget.signal }),
      http,
      budget,
      { method: 'GET', url: place },
    )
    const metadata = await readMetadata(response)
    if (metadata !== undefined) {
      assertIssuer(metadata, issuer)
      return metadata
    }
    misses.push(`${place} (HTTP ${response.status})`)
  }
  throw new AuthError(
    'discovery_failed',
    `No authorization server was found: neither ${misses.join(' nor ')} returned its metadata. Check the issuer.`,
  )
}

async function readMetadata(response: Response): Promise<AuthorizationServer | undefined> {
  if (response.status !== 200) return undefined
  const body: unknown = await response.json().catch(() => undefined)
  return isMetadata(body) ? body : undefined
}

function isMetadata(body: unknown): body is AuthorizationServer {
  return typeof body === 'object' && body !== null && 'issuer' in body && typeof body.issuer === 'string'
}

function assertIssuer(metadata: AuthorizationServer, issuer: URL): void {
  if (isSameIssuer(metadata.issuer, issuer.href)) return
  throw new AuthError(
    'discovery_failed',
    `The authorization server at ${issuer.href} says that its issuer is "${redact(metadata.issuer)}". Give the issuer as it says.`,
  )
}
