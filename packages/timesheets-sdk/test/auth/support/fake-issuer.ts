import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose'

export interface RecordedRequest {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

type Reply = (request: RecordedRequest, response: ServerResponse) => void | Promise<void>

export interface FakeIssuer {
  /** Without a trailing slash. */
  url: string
  requests: RecordedRequest[]
  tokenRequests(): RecordedRequest[]
  /** Replies to the next requests to a path, in turn, in place of the usual replies. */
  next(path: string, ...replies: Reply[]): void
  metadata: Record<string, unknown>
  /** Where the metadata are. */
  metadataPath: string
  expiresIn: number | undefined
  close(): Promise<void>
}

export const SECRET = 'S3cret-with_odd.chars:/+ä%'
export const AUDIENCE = 'https://api.timesheets.example.com'

/** An authorization server's token endpoint, on a free port, with one client: `m2m-push`. */
export async function startFakeIssuer(
  options: { publicKeys?: JWK[]; basePath?: string; now?: () => number } = {},
): Promise<FakeIssuer> {
  const queued = new Map<string, Reply[]>()
  const usedAssertions = new Set<string>()
  let issued = 0
  const server = createServer(async (incoming, response) => {
    const request = await record(incoming)
    issuer.requests.push(request)
    const reply = queued.get(request.path)?.shift()
    if (reply !== undefined) await reply(request, response)
    else if (request.path === issuer.metadataPath) sendJson(response, 200, issuer.metadata)
    else if (request.path === '/oauth/token') await answerTokenRequest(request, response)
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${options.basePath ?? ''}`
  const issuer: FakeIssuer = {
    url,
    requests: [],
    tokenRequests: () => issuer.requests.filter(({ path }) => path === '/oauth/token'),
    next(path, ...replies) {
      queued.set(path, [...(queued.get(path) ?? []), ...replies])
    },
    metadata: { issuer: `${url}/`, token_endpoint: `${new URL(url).origin}/oauth/token` },
    metadataPath: `${options.basePath ?? ''}/.well-known/openid-configuration`,
    expiresIn: 7200,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return issuer

  async function answerTokenRequest(request: RecordedRequest, response: ServerResponse): Promise<void> {
    const parameters = readParameters(request)
    if (!(await isAuthenticated(request, parameters))) {
      response.setHeader('www-authenticate', 'Basic realm="fake"')
      sendJson(response, 401, { error: 'invalid_client', error_description: 'client authentication failed' })
    } else if (parameters.grant_type !== 'client_credentials') {
      sendJson(response, 400, { error: 'unsupported_grant_type' })
    } else {
      issued++
      sendJson(response, 200, {
        access_token: `token-${issued}`,
        token_type: 'Bearer',
        expires_in: issuer.expiresIn,
      })
    }
  }

  async function isAuthenticated(
    request: RecordedRequest,
    parameters: Record<string, string>,
  ): Promise<boolean> {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const [id, secret] = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().split(':')
      return formDecode(id) === 'm2m-push' && formDecode(secret) === SECRET
    }
    if (parameters.client_assertion !== undefined) return isAssertionValid(parameters.client_assertion)
    return parameters.client_id === 'm2m-push' && parameters.client_secret === SECRET
  }

  async function isAssertionValid(assertion: string): Promise<boolean> {
    try {
      const { payload } = await jwtVerify(assertion, createLocalJWKSet({ keys: options.publicKeys ?? [] }), {
        audience: String(issuer.metadata.issuer),
        issuer: 'm2m-push',
        subject: 'm2m-push',
        requiredClaims: ['exp', 'iat', 'jti'],
        maxTokenAge: 60,
        currentDate: new Date(options.now?.() ?? Date.now()),
      })
      const isNew = !usedAssertions.has(String(payload.jti))
      usedAssertions.add(String(payload.jti))
      return isNew
    } catch {
      return false
    }
  }
}

export function readParameters({ headers, body }: RecordedRequest): Record<string, string> {
  if (headers['content-type'] === 'application/json') return JSON.parse(body)
  return Object.fromEntries(new URLSearchParams(body))
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** A reply with a status and a body, for {@link FakeIssuer.next}. */
export function replyWith(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return (_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (typeof body === 'string') response.writeHead(status).end(body)
    else sendJson(response, status, body)
  }
}

function formDecode(text: string | undefined): string | undefined {
  return text === undefined ? undefined : decodeURIComponent(text.replaceAll('+', ' '))
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  let body = ''
  for await (const chunk of incoming) body += chunk
  return { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body }
}
