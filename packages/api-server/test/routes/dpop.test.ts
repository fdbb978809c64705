import { type DpopProver, dpopProver } from 'timesheets-sdk/auth'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { storedProofs } from '../../src/store/dpop-proofs.ts'
import { startApi, type TestApi, type TestApiOptions } from '../support/api.ts'
import { engineNames, engineOn, newDatabase } from '../support/databases.ts'
import { exchangeRaw, parseRaw } from '../support/raw.ts'

/** The API, and a caller whose token is bound to a key. */
async function startBound(options: TestApiOptions = {}) {
  const api = await startApi(options)
  const prover = dpopProver()
  const token = await tokenFor(api, prover)
  const send = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const proof = await prover.proof({ method, url: `${api.url}${path}`, accessToken: token })
    return api.fetch(path, { method, headers: { Authorization: `DPoP ${token}`, DPoP: proof, ...headers } })
  }
  return { api, prover, token, send }
}

async function tokenFor(api: TestApi, prover: DpopProver): Promise<string> {
  return api.issuer.sign({ claims: { cnf: { jkt: await prover.thumbprint() } } })
}

describe.each(engineNames)('bound tokens on %s', (engine) => {
  let bound: Awaited<ReturnType<typeof startBound>>
  beforeAll(async () => {
    bound = await startBound({ engine })
  })
  afterAll(() => bound.api.close())

  test('are accepted with a fresh proof each, and read and write like any other', async () => {
    expect((await bound.send('/me')).status).toBe(200)
    expect((await bound.send('/timesheets?limit=1')).status).toBe(200)
    expect((await bound.send('/timesheets/%61?x', {}, 'HEAD')).status).toBe(404)
  })

  test('are never bearer tokens, also after they were accepted with a proof', async () => {
    const { api, token, send } = bound
    expect((await send('/me')).status).toBe(200)
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const downgraded = await send('/me', { Authorization: `${scheme} ${token}` })
      expect(downgraded.status).toBe(401)
      expect(downgraded.headers.get('www-authenticate')).toMatch(
        /^Bearer realm="timesheets", error="invalid_token", error_description="The access token is bound to a key .*, DPoP realm="timesheets", .*algs="ES256 /,
      )
    }
    expect((await api.fetch('/me', { token })).status).toBe(401)
  })

  test.each([
    ['no proof', ''],
    ['a word', 'proof'],
  ])('are rejected with %s', async (_title, proof) => {
    const response = await bound.send('/me', { DPoP: proof })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer realm="timesheets", resource_metadata="[^"]*", DPoP realm="timesheets", error="invalid_dpop_proof", /,
    )
    expect(await response.json()).toMatchObject({ code: 'invalid_token' })
  })

  test('are rejected with the proof of another request', async () => {
    const { api, prover, token, send } = bound
    const proofs = [
      { method: 'POST', url: `${api.url}/me` },
      { method: 'GET', url: `${api.url}/policy` },
      { method: 'GET', url: `http://evil.example/me` },
    ]
    for (const { method, url } of proofs) {
      const proof = await prover.proof({ method, url, accessToken: token })
      expect((await send('/me', { DPoP: proof })).status, url).toBe(401)
    }
    const otherToken = await api.issuer.sign()
    const proof = await prover.proof({ method: 'GET', url: `${api.url}/me`, accessToken: otherToken })
    expect((await send('/me', { DPoP: proof })).status).toBe(401)
  })

  test('are rejected with a proof that was used before, of many at once all but one', async () => {
    const { api, prover, token, send } = bound
    const proof = await prover.proof({ method: 'GET', url: `${api.url}/me`, accessToken: token })
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => (await send('/me', { DPoP: proof })).status),
    )
    expect(statuses.sort()).toEqual([200, ...Array(7).fill(401)])
  })

  test('are rejected with a `Host` of another server, whose proofs it could forward', async () => {
    const { api, prover, token } = bound
    const url = 'http://evil.example/me'
    const proof = await prover.proof({ method: 'GET', url, accessToken: token })
    const head = `GET /me HTTP/1.1\r\nHost: evil.example\r\nAuthorization: DPoP ${token}\r\nDPoP: ${proof}`
    const { status, body } = parseRaw(await exchangeRaw(api.port, `${head}\r\nConnection: close\r\n\r\n`))
    expect(status).toBe(401)
    expect(body).toContain('PUBLIC_URL')
  })

  test('name the scheme in the challenge of a missing scope', async () => {
    const response = await bound.send('/webhooks')
    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toMatch(/^DPoP .*error="insufficient_scope"/)
  })

  test('that are not bound are rejected with the scheme DPoP', async () => {
    const response = await bound.send('/me', { Authorization: `DPoP ${await bound.api.issuer.sign()}` })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/DPoP [^,]*, error="invalid_token"/)
  })
})

test('behind a proxy, proofs are for the public URL', async () => {
  const { api, prover, token } = await startBound({ config: { publicUrl: 'https://api.abc.example/v1' } })
  onTestFinished(() => api.close())
  const sendProof = async (url: string) => {
    const proof = await prover.proof({ method: 'GET', url, accessToken: token })
    return api.fetch('/me', { headers: { Authorization: `DPoP ${token}`, DPoP: proof } })
  }
  expect((await sendProof('https://api.abc.example/v1/me')).status).toBe(200)
  const internal = await sendProof(`${api.url}/me`)
  expect(internal.status).toBe(401)
  expect(internal.headers.get('www-authenticate')).toContain(
    'resource_metadata="https://api.abc.example/v1/.well-known/oauth-protected-resource"',
  )
})

test('a nonce is requested once, and the next one comes with each response', async () => {
  const { api, prover, send } = await startBound({
    config: { dpopNonceSecret: 'a secret of more than thirty-two bytes', rateLimitPerMinute: 1 },
  })
  onTestFinished(() => api.close())
  const refused = await send('/me')
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toMatch(
    /, DPoP realm="timesheets", error="use_dpop_nonce", /,
  )
  expect(prover.noteNonce(api.url, refused.headers.get('dpop-nonce'))).toBe(true)
  const accepted = await send('/me')
  expect(accepted.status).toBe(200)
  expect(accepted.headers.get('dpop-nonce')).toBeTruthy()
  prover.noteNonce(api.url, 'of another server')
  expect((await send('/me')).status).toBe(401)
})

test('where binding is required, bearer tokens are rejected, and only DPoP is advertised', async () => {
  const { api, send } = await startBound({ config: { dpopRequired: true } })
  onTestFinished(() => api.close())
  expect((await send('/me')).status).toBe(200)
  const response = await api.fetch('/me', { token: await api.issuer.sign() })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch(
    /^DPoP realm="timesheets", error="invalid_token", /,
  )
  const metadata = await (await api.fetch('/.well-known/oauth-protected-resource')).json()
  expect(metadata).toMatchObject({ dpop_bound_access_tokens_required: true })
})

describe.each(engineNames)('proofs remembered on %s', (engine) => {
  test('by one process are replays for another, until they expire and are deleted', async () => {
    const { location, remove } = await newDatabase(engine)
    const databases = [engineOn(location), engineOn(location)] as const
    onTestFinished(async () => {
      for (const database of databases) await database.close()
      await remove()
    })
    const clock = { nowMs: 0 }
    const [one, other] = databases.map((database) => storedProofs(database, () => clock.nowMs))
    expect(await one?.remember('a', 60_000)).toBe(true)
    expect(await other?.remember('a', 60_000)).toBe(false)
    const rounds = await Promise.all([one, other, one, other].map((store) => store?.remember('b', 300_000)))
    expect(rounds.filter(Boolean)).toHaveLength(1)

    clock.nowMs = 120_000
    expect(await one?.remember('c', 300_000)).toBe(true)
    const rows = await databases[0].reader.selectFrom('dpop_proofs').select('id').orderBy('id').execute()
    expect(rows.map(({ id }) => id)).toEqual(['b', 'c'])
  })
})
