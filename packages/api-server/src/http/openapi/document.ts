import { type Operation, operations } from 'timesheets-sdk/contract'
import { type Scope, scopeDescriptions, scopes } from 'timesheets-sdk/model'
import packageJson from '../../../package.json' with { type: 'json' }
import { feedCalendarPath } from './feed-calendar.ts'
import { responseHeaders } from './headers.ts'
import { pathItems } from './operations.ts'
import { namedSchemas } from './schemas.ts'

/** The API described in OpenAPI 3.1, made from the contract. */
export function openApiDocument(settings: {
  readonly issuer: string
  readonly audience: string
  readonly documentationUrl: string
}): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Timesheets API',
      version: packageJson.version,
      summary: "The central database of everybody's timesheets",
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    externalDocs: {
      description: 'Guides, and the reference of the SDK',
      url: settings.documentationUrl,
    },
    // Not internal: meant for every program that has a token.
    servers: [{ url: '/', 'x-internal': false }],
    paths: { ...pathItems(), ...feedCalendarPath },
    components: {
      schemas: namedSchemas(requestBodies),
      headers: responseHeaders,
      securitySchemes: {
        openIdConnect: {
          type: 'openIdConnect',
          openIdConnectUrl: `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          description: `Access tokens for the audience ${settings.audience}. ${scopeList()}`,
        },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token from the issuer, checked by the rules of RFC8725',
        },
        dpop: {
          type: 'http',
          scheme: 'dpop',
          description:
            'An access token that is bound to a key, with a proof in the header field DPoP (RFC 9449). Such a token is never accepted as a bearer token.',
        },
      },
    },
  }
}

const requestBodies = Object.values<Operation>(operations).flatMap(({ body }) => body?.schema ?? [])

const description = `Errors are \`application/problem+json\` (RFC 9457): act on \`code\`, show \`detail\`.
A request that cannot be parsed gets 400, one that breaks a schema or a rule gets 422. A resource that the caller may not see does not exist: 404.

Lists return \`{data, nextCursor}\`: repeat the request with \`cursor\` until \`nextCursor\` is null.`

function scopeList(): string {
  return `Scopes: ${scopes.map((scope: Scope) => `\`${scope}\` (${scopeDescriptions[scope]})`).join(', ')}`
}
