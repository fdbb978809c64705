import type { IncomingMessage } from 'node:http'
import { type Scope, scopes } from 'timesheets-sdk/model'

export const resourceMetadataPath = '/.well-known/oauth-protected-resource'

/** The protected resource metadata of the API (RFC 9728 section 2). */
export interface ResourceMetadata {
  readonly resource: string
  readonly authorization_servers: readonly string[]
  readonly scopes_supported: readonly Scope[]
  readonly bearer_methods_supported: readonly 'header'[]
  readonly resource_name: string
  readonly resource_documentation: string
}

export function resourceMetadata(settings: {
  readonly issuer: string
  readonly audience: string
  readonly documentationUrl: string
}): ResourceMetadata {
  return {
    resource: settings.audience,
    authorization_servers: [settings.issuer],
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
    resource_name: 'Timesheets API',
    resource_documentation: settings.documentationUrl,
  }
}

const plainHost = /^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i

/**
 * The URL of the metadata as this client reaches it (RFC 9728 section 5.1). It is built from the `Host` of
 * the request and only sent in its response; `undefined` if that is not a host.
 */
export function resourceMetadataUrl(req: IncomingMessage): string | undefined {
  const { host } = req.headers
  if (host === undefined || !plainHost.test(host)) return undefined
  const scheme = req.headers['x-forwarded-proto'] === 'https' || 'encrypted' in req.socket ? 'https' : 'http'
  return `${scheme}://${host}${resourceMetadataPath}`
}
