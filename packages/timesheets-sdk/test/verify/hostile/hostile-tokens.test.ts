import { createHash } from 'node:crypto'
import { exportSPKI, importJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dpopKey, dpopProver } from '../../../src/auth/index.ts'
import {
  createTokenVerifier,
  type DpopRequest,
  InvalidTokenError,
  type InvalidTokenReason,
  type TokenVerifier,
} from '../../../src/verify/index.ts'
import { startIssuer, type TestIssuer } from '../support/issuer.ts'
import {
  AUDIENCE,
  base64url,
  forge,
  makeKey,
  NOW,
  NOW_MS,
  personClaims,
  sign,
  signWithSecret,
} from '../support/tokens.ts'
import { hostileClaims, hostileHeaders, hostilePayloads, hostileTexts } from './claims.ts'
import { hostileProofs, METHOD, privateMembers, signProof, URL_OF_REQUEST } from './proofs.ts'
import { signHmac, signRsa } from './sign.ts'

const key = await makeKey('k1')
const stranger = await makeKey('k1')
const short = await makeKey('short', 1024)
const encryption = await makeKey('enc')
const spki = await exportSPKI((await importJWK(key.publicJwk, 'RS256', { extractable: true })) as CryptoKey)
const secret = 'a secret of more than thirty-two bytes'
const clientKey = await dpopKey()
const thumbprint = await dpopProver(clientKey).thumbprint()

/** A way to sign and present tokens. */
interface Way {
  readonly name: string
  readonly claims: () => Record<string, unknown>
  readonly sign: (payload: string, header?: Record<string, unknown>) => Promise<string>
  readonly proof: (token: string) => Promise<DpopRequest | undefined>
  /** Without a cache: no token is remembered. */
  readonly fresh: () => TokenVerifier
  /** Has verified the valid token of this way. */
  readonly warm: () => TokenVerifier
}

let issuer: TestIssuer
const ways: Way[] = []
const verifiers = new Map<string, TokenVerifier>()
const request = (proof: string): DpopRequest => ({ proof, method: METHOD, url: URL_OF_REQUEST })

const wayNames = ['RS256', 'HS256', 'DPoP'] as const

function wayOf(name: (typeof wayNames)[number]): Way {
  const verifier = (cache: 'fresh' | 'warm') => () => verifiers.get(`${name} ${cache}`) as TokenVerifier
  const isBound = name === 'DPoP'
  return {
    name,
    claims: () => ({ ...personClaims(issuer.url), ...(isBound && { cnf: { jkt: thumbprint } }) }),
    sign: (payload, header) =>
      name === 'HS256' ? signHmac(secret, payload, header) : signRsa(key.privateKey, payload, header),
    proof: async (token) => (isBound ? request(await signProof(clientKey, token)) : undefined),
    fresh: verifier('fresh'),
    warm: verifier('warm'),
  }
}

for (const name of wayNames) ways.push(wayOf(name))

beforeAll(async () => {
  const exponentOne = { publicJwk: { ...key.publicJwk, kid: 'one', e: 'AQ' } }
  issuer = await startIssuer(key, short, exponentOne, { publicJwk: { ...encryption.publicJwk, use: 'enc' } })
  for (const { name, ...way } of ways) {
    const common = { issuer: issuer.url, audience: AUDIENCE, now: () => NOW_MS }
    const options = name === 'HS256' ? { ...common, algorithm: 'HS256' as const, secret } : common
    verifiers.set(`${name} fresh`, createTokenVerifier({ ...options, cacheSize: 0 }))
    verifiers.set(`${name} warm`, createTokenVerifier(options))
    const valid = await way.sign(JSON.stringify(way.claims()))
    for (const verifier of [way.fresh(), way.warm()]) {
      await expect(verifier.verify(valid, await way.proof(valid))).resolves.toMatchObject({
        identity: 'auth0|5f7c8ec7',
      })
    }
  }
})
afterAll(() => issuer.stop())

/** Rejected by a verifier that remembers nothing, and twice by one that remembers the valid token. */
async function expectRejection(
  { fresh, warm }: Way,
  reason: InvalidTokenReason,
  token: string,
  present: () => Promise<DpopRequest | undefined>,
): Promise<void> {
  for (const verifier of [fresh(), warm(), warm()]) {
    expect(verifier.verifyCached(token)).toBeUndefined()
    const error = await verifier.verify(token, await present()).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidTokenError)
    expect(error).toMatchObject({ code: 'invalid_token', reason })
    expect((error as Error).message).not.toMatch(/auth0|evil|hunter2|tomorrow|spa\b|eyJ/)
  }
}

describe.each(ways)('a token by $name is rejected', (way) => {
  it.each(hostileClaims)('with %s: %s', async (reason, _title, changes) => {
    const token = await way.sign(JSON.stringify({ ...way.claims(), ...changes }))
    await expectRejection(way, reason, token, () => way.proof(token))
  })

  it.each(hostilePayloads)('with %s: %s', async (reason, _title, members) => {
    const token = await way.sign(JSON.stringify(way.claims()).replace(/}$/, `,${members}}`))
    await expectRejection(way, reason, token, () => way.proof(token))
  })

  it.each(hostileHeaders)('with %s: %s', async (reason, _title, changes) => {
    const token = await way.sign(JSON.stringify(way.claims()), changes)
    await expectRejection(way, reason, token, () => way.proof(token))
  })

  it.each(hostileTexts)('with %s: %s', async (reason, _title, change) => {
    const token = change(await way.sign(JSON.stringify(way.claims())))
    await expectRejection(way, reason, token, () => way.proof(token))
  })
})

describe('a token by another key is rejected', () => {
  const claims = () => personClaims(issuer.url)

  /**
   * With an exponent of 1, a signature is its own padded digest (RFC 8017 section 9.2): it needs no private
   * key.
   */
  function signedWithoutKey(): string {
    const header = base64url(JSON.stringify({ alg: 'RS256', kid: 'one' }))
    const signed = `${header}.${base64url(JSON.stringify(claims()))}`
    const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
    const digest = createHash('sha256').update(signed).digest()
    const padding = Buffer.alloc(256 - 3 - digestInfo.length - digest.length, 0xff)
    const signature = Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), digestInfo, digest])
    return `${signed}.${base64url(signature)}`
  }

  const [rsa, hmac] = ways as [Way, Way]
  const table: readonly (readonly [InvalidTokenReason, string, Way, () => string | Promise<string>])[] = [
    ['wrong_algorithm', 'HS256 with the public key as the secret', rsa, () => signWithSecret(spki, claims())],
    ['wrong_algorithm', 'RS256 where a secret is expected', hmac, () => sign(key, claims())],
    ['bad_signature', 'another secret', hmac, () => signWithSecret(`${secret}!`, claims())],
    ['bad_signature', 'the public key as the secret', hmac, () => signWithSecret(spki, claims())],
    ['unknown_key', 'an unknown key', rsa, () => sign({ ...stranger, kid: 'k9' }, claims())],
    ['unknown_key', 'an empty key id', rsa, () => sign({ ...key, kid: '' }, claims())],
    ['unknown_key', 'a path as the key id', rsa, () => sign({ ...key, kid: '../../dev/null' }, claims())],
    ['unknown_key', 'a key id of the prototype', rsa, () => sign({ ...key, kid: '__proto__' }, claims())],
    ['unknown_key', 'a key with exponent 1, whose signatures anybody can forge', rsa, signedWithoutKey],
    ['unknown_key', 'a key of 1024 bits', rsa, () => forge({ alg: 'RS256', kid: 'short' }, claims())],
    ['unknown_key', 'a key for encryption', rsa, () => sign(encryption, claims())],
    ['bad_signature', 'the signature of another key with the same id', rsa, () => sign(stranger, claims())],
    [
      'bad_signature',
      'its own key in the header',
      rsa,
      () => sign(stranger, claims(), { jwk: stranger.publicJwk }),
    ],
    [
      'bad_signature',
      'the address of its keys',
      rsa,
      () => sign(stranger, claims(), { jku: 'https://evil.example/' }),
    ],
    [
      'bad_signature',
      'the address of its certificate',
      rsa,
      () => sign(stranger, claims(), { x5u: 'https://evil.example/' }),
    ],
    ['bad_signature', 'its own certificate', rsa, () => sign(stranger, claims(), { x5c: ['MII='] })],
  ]
  it.each(table)('with %s: %s', async (reason, _title, way, make) => {
    const token = await make()
    await expectRejection(way, reason, token, async () => undefined)
  })
})

describe('a bound token is rejected', () => {
  const bound = ways[2] as Way
  const validToken = () => bound.sign(JSON.stringify(bound.claims()))

  it.each(hostileProofs)('with %s: %s', async (reason, _title, changes) => {
    const token = await validToken()
    await expectRejection(bound, reason, token, async () =>
      request(await signProof(clientKey, token, changes)),
    )
  })

  it.each(privateMembers)('with the private member %s in its proof', async (name) => {
    const token = await validToken()
    const jwk = { ...clientKey.publicJwk, [name]: 'c2VjcmV0' }
    await expectRejection(bound, 'bad_proof', token, async () =>
      request(await signProof(clientKey, token, { header: { jwk } })),
    )
  })

  it('without a proof, whatever was verified before', async () => {
    const token = await validToken()
    await expectRejection(bound, 'bound_token', token, async () => undefined)
    await expectRejection(bound, 'bad_proof', token, async () => ({ ...request(''), proof: undefined }))
  })

  it('with a proof that was used before', async () => {
    const token = await validToken()
    for (const verifier of [bound.fresh(), bound.warm()]) {
      const used = request(await signProof(clientKey, token))
      await verifier.verify(token, used)
      await expect(verifier.verify(token, used)).rejects.toMatchObject({ reason: 'replayed_proof' })
    }
  })

  it('with a second proof by the same id, also for another request', async () => {
    const token = await validToken()
    const claims = { jti: 'twice' }
    await bound.warm().verify(token, request(await signProof(clientKey, token, { claims })))
    const second = { claims: { ...claims, htm: 'DELETE' } }
    const other = { ...request(await signProof(clientKey, token, second)), method: 'DELETE' }
    await expect(bound.warm().verify(token, other)).rejects.toMatchObject({ reason: 'replayed_proof' })
  })

  it('by the key of another client', async () => {
    const token = await validToken()
    const other = await dpopKey()
    await expectRejection(bound, 'bad_proof', token, async () => request(await signProof(other, token)))
  })
})

describe('a token that is not bound', () => {
  it('is rejected with a proof', async () => {
    const rsa = ways[0] as Way
    const token = await rsa.sign(JSON.stringify(rsa.claims()))
    for (const verifier of [rsa.fresh(), rsa.warm()]) {
      const proof = request(await signProof(clientKey, token))
      await expect(verifier.verify(token, proof)).rejects.toMatchObject({ reason: 'unbound_token' })
    }
  })

  it('is rejected if binding is required, also by a verifier that verifies it twice', async () => {
    const rsa = ways[0] as Way
    const token = await rsa.sign(JSON.stringify(rsa.claims()))
    const strict = createTokenVerifier({
      issuer: issuer.url,
      audience: AUDIENCE,
      now: () => NOW_MS,
      dpop: { required: true },
    })
    for (let times = 0; times < 2; times++) {
      await expect(strict.verify(token)).rejects.toMatchObject({ reason: 'unbound_token' })
      expect(strict.verifyCached(token)).toBeUndefined()
    }
  })
})

it('accepts proofs in every spelling of the same URL', async () => {
  const bound = ways[2] as Way
  const token = await bound.sign(JSON.stringify(bound.claims()))
  const spellings = [
    'https://api.abc.example/timesheets/a%2Fb',
    'https://api.abc.example/timesheets/a%2fb',
    'HTTPS://API.abc.example:443/timesheets/a%2Fb',
    'https://api.abc.example/x/../timesheets/a%2Fb',
    'https://api.abc.example/%74imesheets/%61%2Fb',
    'https://api.abc.example/timesheets/a%2Fb?week=2026-W47#top',
  ]
  for (const htu of spellings) {
    const proof = await signProof(clientKey, token, { claims: { htu } })
    await expect(bound.warm().verify(token, request(proof)), htu).resolves.toMatchObject({
      boundKey: thumbprint,
    })
  }
})

it('accepts proofs until they are too old, and by clocks that are a little ahead', async () => {
  const bound = ways[2] as Way
  const token = await bound.sign(JSON.stringify(bound.claims()))
  for (const iat of [NOW - 300, NOW + 30, NOW - 0.5]) {
    const proof = await signProof(clientKey, token, { claims: { iat } })
    await expect(bound.fresh().verify(token, request(proof))).resolves.toBeDefined()
  }
})

it('is a corpus of hundreds', () => {
  const perWay = hostileClaims.length + hostilePayloads.length + hostileHeaders.length + hostileTexts.length
  expect(perWay * ways.length + hostileProofs.length).toBeGreaterThan(500)
})
