import { type Operation, operations } from 'timesheets-sdk/contract'
import { type Scope, scopeDescriptions, scopes } from 'timesheets-sdk/model'
import packageJson from '../../../package.json' with { type: 'json' }
import { responseHeaders } from './headers.ts'
import { pathItems } from './operations.ts'
import { namedSchemas } from './schemas.ts'

/** The API described in OpenAPI 3.1, made from the contract. */
export function openApiDocument(settings: {
  readonly issuer: string
  readonly audience: string
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
    servers: [{ url: '/' }],
    paths: pathItems(),
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
          description: 'An access token, got from the issuer beforehand',
        },
      },
    },
  }
}

const requestBodies = Object.values<Operation>(operations).flatMap(({ body }) => body?.schema ?? [])

const description = `Errors are \`application/problem+json\` (RFC 9457): act on \`code\`, show \`detail\`.
What can't be parsed is answered with 400, what breaks a schema or a rule with 422, and what the caller may not see does not exist: 404.

Lists answer \`{data, nextCursor}\`: ask again with \`cursor\` until it is null.`

function scopeList(): string {
  return `Scopes: ${scopes.map((scope: Scope) => `\`${scope}\` (${scopeDescriptions[scope]})`).join(', ')}`
}
