import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { defaultPolicy } from '../../src/model/index.ts'
import { makeKey } from '../verify/support/tokens.ts'

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url))
const certificate = {
  key: readFileSync(fixture('server-key.pem')),
  cert: readFileSync(fixture('server.pem')),
}

/** The issuer and the API in one, behind TLS. */
const target = createHttpsServer(certificate, (request, response) => {
  const path = request.url ?? ''
  agents.add(`${path} ${request.headers['user-agent']}`)
  const body = bodies[path]
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body ?? {}))
})
const agents = new Set<string>()
let bodies: Readonly<Record<string, unknown>> = {}

/** The only way out of a network: it resolves the names, and sees nothing but CONNECT. */
const proxy = createHttpServer((_request, response) => response.writeHead(500).end())
const seen: string[] = []
const sockets = new Set<Socket>()
proxy.on('connect', (request, socket) => {
  seen.push(`${request.url?.split(':')[0]} ${request.headers['proxy-authorization'] ?? 'anonymous'}`)
  const upstream = connect((target.address() as AddressInfo).port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    upstream.pipe(socket)
    socket.pipe(upstream)
  })
  for (const one of [socket as Socket, upstream]) {
    sockets.add(one)
    one.on('error', () => one.destroy())
  }
})

beforeAll(async () => {
  const key = await makeKey('k1')
  target.listen(0, '127.0.0.1')
  proxy.listen(0, '127.0.0.1')
  await Promise.all([once(target, 'listening'), once(proxy, 'listening')])
  const url = urlFor('timesheets.internal')
  bodies = {
    '/.well-known/openid-configuration': {
      issuer: url,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
    },
    '/token': { access_token: 'token', token_type: 'Bearer', expires_in: 60 },
    '/jwks': { keys: [key.publicJwk] },
    '/policy': defaultPolicy,
  }
})
beforeEach(() => {
  seen.length = 0
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  target.closeAllConnections()
  await Promise.all([target, proxy].map((server) => new Promise((resolve) => server.close(resolve))))
})

const urlFor = (host: string) => `https://${host}:${(target.address() as AddressInfo).port}`
const proxyUrl = (credentials = '') =>
  `http://${credentials}127.0.0.1:${(proxy.address() as AddressInfo).port}`

/** Runs the program with these settings of the environment alone. */
async function run(host: string, env: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@timesheets/source', fixture('client.ts'), urlFor(host)],
    { env: { PATH: process.env.PATH ?? '', PATIENCE_MS: '20000', ...env } },
  )
  return JSON.parse(stdout)
}

test('tokens, calls and keys go through HTTPS_PROXY, and trust NODE_EXTRA_CA_CERTS', async () => {
  const env = { HTTPS_PROXY: proxyUrl('user:pass@'), NODE_EXTRA_CA_CERTS: fixture('ca.pem') }
  await expect(run('timesheets.internal', env)).resolves.toMatchObject({
    token: 'done',
    call: 'done',
    keys: 'done',
    // Node's own fetch, passed as it is, knows no proxy.
    ownFetch: expect.stringContaining('could not be reached'),
  })
  expect(new Set(seen)).toEqual(
    new Set([`timesheets.internal Basic ${Buffer.from('user:pass').toString('base64')}`]),
  )
  for (const path of ['/.well-known/openid-configuration', '/token', '/jwks', '/policy']) {
    expect(agents).toContain(`${path} timesheets-sdk/unbuilt`)
  }
})

test('NO_PROXY keeps the proxy out, and a certificate of an unknown authority is rejected', async () => {
  const outcomes = await run('localhost', {
    HTTPS_PROXY: proxyUrl(),
    NO_PROXY: 'localhost',
    PATIENCE_MS: '1',
  })
  for (const name of ['call', 'keys', 'ownFetch']) expect(outcomes[name]).toContain('could not be reached')
  expect(seen).toEqual([])
})
