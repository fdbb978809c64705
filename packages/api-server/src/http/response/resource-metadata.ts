import type { Request } from 'express'
import { type Scope, scopes } from 'timesheets-sdk/model'
import { proofAlgorithms } from 'timesheets-sdk/verify'
import { baseUrlOf } from '../request/base-url.ts'

export const resourceMetadataPath = '/.well-known/oauth-protected-resource'

/** The protected resource metadata of the API (RFC 9728 section 2). */
export interface ResourceMetadata {
  readonly resource: string
  readonly authorization_servers: readonly string[]
  readonly scopes_supported: readonly Scope[]
  readonly bearer_methods_supported: readonly 'header'[]
  readonly dpop_signing_alg_values_supported: readonly string[]
  readonly dpop_bound_access_tokens_required: boolean
  readonly resource_name: string
  readonly resource_documentation: string
}

export function resourceMetadata(settings: {
  readonly issuer: string
  readonly audience: string
  readonly dpopRequired: boolean
  readonly documentationUrl: string
}): ResourceMetadata {
  return {
    resource: settings.audience,
    authorization_servers: [settings.issuer],
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
    dpop_signing_alg_values_supported: proofAlgorithms,
    dpop_bound_access_tokens_required: settings.dpopRequired,
    resource_name: 'Timesheets API',
    resource_documentation: settings.documentationUrl,
  }
}

/** The URL of the metadata as this client reaches it (RFC 9728 section 5.1). */
export function resourceMetadataUrl(
  req: Pick<Request, 'headers' | 'socket'>,
  publicUrl: string | undefined,
): string | undefined {
  const base = baseUrlOf(req, publicUrl)
  return base && `${base}${resourceMetadataPath}`
}
