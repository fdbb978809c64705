import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientCredentials } from '../../src/auth/index.ts'
import { createTimesheetsClient } from '../../src/client/index.ts'
import { isTlsFault } from '../../src/net/tls-fault.ts'
import { fetchJson } from '../../src/verify/keys/fetch-json.ts'
import { tokens } from '../client/stub-api.ts'

const file = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
let count = 0
const untrusted = createHttpsServer({ key: file('server-key.pem'), cert: file('server.pem') })
const plain = createServer((_request, response) => response.end())
for (const server of [untrusted, plain]) server.on('connection', () => count++)
let urls: { readonly untrusted: string; readonly plain: string }

beforeAll(async () => {
  const urlOf = async (server: typeof plain | typeof untrusted) => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `https://localhost:${(server.address() as AddressInfo).port}`
  }
  urls = { untrusted: await urlOf(untrusted), plain: await urlOf(plain) }
})
afterAll(() => {
  untrusted.close()
  plain.close()
})

const advice =
  'Check the port and the certificate: NODE_EXTRA_CA_CERTS names the file of an authority of your own.'

test.each([
  ['untrusted', /certificate/, /could not be reached \(\w*VERIFY_LEAF\w*|SELF_SIGNED\w*\)/],
  ['plain', /wrong version number/, /could not be reached \(ERR_SSL_\w+\)/],
] as const)(
  'a server whose TLS is %s is not asked again, and the next step is named',
  async (name, reason, code) => {
    const url = urls[name]
    const message = expect.stringMatching(
      new RegExp(`could not be reached \\(.*${reason.source}.*\\)\\. ${advice}$`),
    )
    for (const adapter of ['http', 'fetch'] as const) {
      count = 0
      const client = createTimesheetsClient({ baseUrl: url, tokenProvider: tokens('t'), adapter })
      await expect(client.me()).rejects.toMatchObject({ code: 'network_error', kind: 'unreachable' })
      expect(count).toBe(1)
    }
    const byAxios = createTimesheetsClient({ baseUrl: url, tokenProvider: tokens('t') })
    await expect(byAxios.me()).rejects.toMatchObject({ message })
    const authentication = { method: 'client_secret_post', secret: 's' } as const
    const settings = { issuer: url, clientId: 'c', audience: 'a', authentication }
    count = 0
    await expect(clientCredentials(settings).getAccessToken()).rejects.toMatchObject({ message })
    expect(count).toBe(1)
    const keys = fetchJson(`${url}/jwks`, { fetch, signal: new AbortController().signal })
    await expect(keys).rejects.toThrow(code)
  },
)

test.each([
  { code: 'CERT_HAS_EXPIRED' },
  { cause: { cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } } },
  { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' },
  { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
])('%j is a fault of TLS', (error) => {
  expect(isTlsFault(error)).toBe(true)
})

test.each([{ code: 'ECONNREFUSED' }, new Error('TLS'), 'EPROTO', null])('%j is something else', (error) => {
  expect(isTlsFault(error)).toBe(false)
})
