import { dpopKey, dpopProver } from 'timesheets-sdk/auth'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  hostileClaims,
  hostileHeaders,
  hostilePayloads,
  hostileTexts,
} from '../../../timesheets-sdk/test/verify/hostile/claims.ts'
import { hostileProofs, signProof } from '../../../timesheets-sdk/test/verify/hostile/proofs.ts'
import { signHmac, signRsa } from '../../../timesheets-sdk/test/verify/hostile/sign.ts'
import { startIssuer, type TestIssuer } from '../../../timesheets-sdk/test/verify/support/issuer.ts'
import {
  AUDIENCE,
  makeKey,
  NOW_MS,
  personClaims,
} from '../../../timesheets-sdk/test/verify/support/tokens.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { exchangeRaw, parseRaw } from '../support/raw.ts'

/** The corpus of hostile tokens and proofs, which the verifier rejects, sent to the API as bytes. */

const key = await makeKey('k1')
const secret = 'a secret of more than thirty-two bytes'
const clientKey = await dpopKey()
const jkt = await dpopProver(clientKey).thumbprint()

/** Spaces before a field's content do not belong to it (RFC 9110 section 5.5). */
const trimmedByHttp = 'a space before it: 404'

type Sign = (payload: string, header?: Readonly<Record<string, unknown>>) => Promise<string>

/** A request, and the title that a failure names. */
interface Sent {
  readonly title: string
  readonly token: string
  readonly proof?: string
}

let issuer: TestIssuer
let api: TestApi

const ways = [
  { name: 'RS256', isBound: false, settings: {}, sign: (...text) => signRsa(key.privateKey, ...text) },
  {
    name: 'HS256',
    isBound: false,
    settings: { tokenSigningAlg: 'HS256', secret },
    sign: (...text) => signHmac(secret, ...text),
  },
  { name: 'DPoP', isBound: true, settings: {}, sign: (...text) => signRsa(key.privateKey, ...text) },
] as const satisfies readonly { name: string; isBound: boolean; settings: object; sign: Sign }[]

describe.each(ways)('the API by $name', ({ isBound, settings, sign }) => {
  const claims = () => ({ ...personClaims(issuer.url), ...(isBound && { cnf: { jkt } }) })
  const sent = async (title: string, token: string): Promise<Sent> =>
    isBound ? { title, token, proof: await signProof(clientKey, token) } : { title, token }
  const validToken = () => sign(JSON.stringify(claims()))

  async function send({ token, proof }: Omit<Sent, 'title'>) {
    const authorization = `Authorization: ${isBound ? 'DPoP' : 'Bearer'} ${token}`
    const head = [
      'GET /timesheets/a%2Fb?week=2026-W48 HTTP/1.1',
      'Host: api.abc.example',
      authorization,
      ...(proof === undefined ? [] : [`DPoP: ${proof}`]),
    ]
    return parseRaw(await exchangeRaw(api.port, `${head.join('\r\n')}\r\nConnection: close\r\n\r\n`))
  }

  /** The requests that were not rejected as they should be, with the response. */
  async function notRejected(requests: readonly Sent[]): Promise<string[]> {
    const faults = await Promise.all(
      requests.map(async (request) => {
        const { status, body } = await send(request)
        const isRejected = status === 401 || status === 400 || status === 431
        const leaks = /hunter2|eyJ|evil/.test(body)
        return isRejected && !leaks ? [] : [`${request.title}: ${status} ${body.slice(0, 200)}`]
      }),
    )
    return faults.flat().filter((fault) => !fault.startsWith(trimmedByHttp))
  }

  beforeAll(async () => {
    // The tokens of the corpus are of that time.
    vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS })
    issuer = await startIssuer(key)
    const config = { issuerBaseUrl: issuer.url, audience: AUDIENCE, publicUrl: 'https://api.abc.example' }
    api = await startApi({ config: { ...config, ...settings } })
  })
  afterAll(async () => {
    await api.close()
    await issuer.stop()
    vi.useRealTimers()
  })

  test('rejects every hostile token, and accepts the one that they were made of before and after', async () => {
    // Past the token, the path is unknown.
    expect(await send(await sent('valid', await validToken()))).toMatchObject({ status: 404 })
    const requests: Sent[] = []
    for (const [, title, changes] of hostileClaims) {
      requests.push(await sent(title, await sign(JSON.stringify({ ...claims(), ...changes }))))
    }
    for (const [, title, members] of hostilePayloads) {
      requests.push(await sent(title, await sign(JSON.stringify(claims()).replace(/}$/, `,${members}}`))))
    }
    for (const [, title, header] of hostileHeaders) {
      requests.push(await sent(title, await sign(JSON.stringify(claims()), header)))
    }
    for (const [, title, change] of hostileTexts) {
      requests.push(await sent(title, change(await validToken())))
    }
    expect(requests.length).toBeGreaterThan(150)
    expect(await notRejected(requests)).toEqual([])
    expect(await send(await sent('valid', await validToken()))).toMatchObject({ status: 404 })
  })

  if (!isBound) return
  test('rejects every hostile proof of a valid token', async () => {
    const token = await validToken()
    const requests: Sent[] = []
    for (const [, title, changes] of hostileProofs) {
      requests.push({ title, token, proof: await signProof(clientKey, token, changes) })
    }
    expect(requests.length).toBeGreaterThan(80)
    expect(await notRejected(requests)).toEqual([])
  })
})
