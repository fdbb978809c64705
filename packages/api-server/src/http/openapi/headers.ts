type Header = Readonly<{ description: string; required?: boolean; schema: object; example?: string }>

const text = { type: 'string' }

/** `components.headers`: the header fields of responses. */
export const responseHeaders = {
  'X-Request-Id': {
    description: 'Identifies this request in the log of the server: the id from the request, or a new one',
    schema: text,
  },
  ETag: {
    description: 'Identifies this state of the resource (RFC 9110 section 8.8.3)',
    schema: text,
    example: '"1-open"',
  },
  Location: {
    description: 'The path of the new resource',
    schema: { type: 'string', format: 'uri-reference' },
    example: '/timesheets/01a20d67-ffa8-71d5-8990-2f1ac5e2fcb1',
  },
  'Retry-After': {
    description: 'How many seconds to wait before trying again',
    schema: { type: 'integer', format: 'int32' },
    example: '5',
  },
  'WWW-Authenticate': {
    description:
      'What is wrong with the token or its DPoP proof, or which scope it lacks (RFC 6750 section 3, RFC 9449 section 7.1)',
    schema: text,
    example: 'Bearer realm="timesheets", error="invalid_token", DPoP realm="timesheets", algs="ES256"',
  },
  'DPoP-Nonce': {
    description: 'The nonce for the next DPoP proof, if this API asks for nonces (RFC 9449 section 9)',
    schema: text,
  },
  RateLimit: {
    description: 'The rest of the quota: r requests in t seconds (RateLimit header fields, draft 8)',
    schema: text,
    example: '"caller";r=5999;t=42',
  },
  'RateLimit-Policy': {
    description: 'The quota: q requests in w seconds',
    schema: text,
    example: '"caller";q=6000;w=60',
  },
} as const satisfies Record<string, Header>

export type ResponseHeader = keyof typeof responseHeaders

/** References to the given headers, and to those that every response has. */
export function headersOf(...names: readonly ResponseHeader[]): Record<string, { $ref: string }> {
  return Object.fromEntries(
    (['X-Request-Id', ...names] as const).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  )
}
