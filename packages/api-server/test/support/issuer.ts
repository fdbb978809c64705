import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export const audience = 'https://api.exampleco.com/timesheets'
export const emailClaim = 'https://api.exampleco.com/email'
export const allScopes =
  'read:timesheets create:timesheets delete:timesheets approve:timesheets manage:timesheets'

/** The claims to sign, merged over those of a valid token; `undefined` removes one. */
export interface TokenRequest {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
}

export interface TestIssuer {
  readonly url: string
  /** Signs an access token of Ann's, with the scopes to read, create and delete. */
  sign(request?: TokenRequest): Promise<string>
  /** A person's token. */
  person(sub: string, scope?: string): Promise<string>
  /** A machine's token. */
  machine(clientId?: string, scope?: string): Promise<string>
  /** From now on discovery and keys return 500. */
  goAway(): void
  comeBack(): void
  close(): Promise<void>
}

// Made once: it takes a tenth of a second of processor time. Issuers differ in their address.
const keys = generateKeyPair('RS256')

/** An authorization server that has keys and nothing else, on a free port of 127.0.0.1. */
export async function startIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await keys
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] }
  let away = false
  const server = createServer((req, res) => {
    const found: Readonly<Record<string, unknown>> = {
      '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}jwks` },
      '/jwks': jwks,
    }
    const response = found[req.url ?? '']
    res.writeHead(away ? 500 : response ? 200 : 404, { 'Content-Type': 'application/json' })
    res.end(JSON.stringify(response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

  async function sign({ claims = {}, header = {} }: TokenRequest = {}): Promise<string> {
    const nowSeconds = Math.floor(Date.now() / 1_000)
    const payload: Record<string, unknown> = {
      iss: url,
      aud: audience,
      sub: 'auth0|ann',
      azp: 'spa',
      iat: nowSeconds,
      exp: nowSeconds + 3_600,
      scope: 'read:timesheets create:timesheets delete:timesheets',
      ...claims,
    }
    for (const name of Object.keys(payload)) if (payload[name] === undefined) delete payload[name]
    return new SignJWT(payload as JWTPayload)
      .setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'at+jwt', ...header })
      .sign(privateKey)
  }

  return {
    url,
    sign,
    person: (sub, scope) =>
      sign({ claims: { sub, [emailClaim]: `${sub.split('|')[1]}@abc.example`, ...(scope && { scope }) } }),
    machine: (clientId = 'payroll', scope = allScopes) =>
      sign({ claims: { sub: `${clientId}@clients`, azp: clientId, gty: 'client-credentials', scope } }),
    goAway() {
      away = true
    },
    comeBack() {
      away = false
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
