import { createHash, randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  authorizationCode,
  clientCredentials,
  memoryStorage,
  type PlatformCrypto,
} from '../../src/auth/index.ts'
import { hideFromSdk } from '../support/hide-from-sdk.ts'
import { fakeClock } from './support/clock.ts'
import { failureOf } from './support/everything-in.ts'
import { SECRET, startFakeIssuer } from './support/fake-issuer.ts'
import { MARIA, REDIRECT_URI, startFakeOpenIdProvider } from './support/fake-openid-provider.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  vi.unstubAllGlobals()
})

/** The functions of a phone's module, in the shape that the SDK asks for. */
const ownCrypto: PlatformCrypto = {
  getRandomValues: (bytes) => {
    bytes.set(randomBytes(bytes.byteLength))
    return bytes
  },
  sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
}

const withoutCrypto = () => ends.push(hideFromSdk(globalThis, 'crypto'), hideFromSdk(globalThis, 'CryptoKey'))

async function personClient(crypto?: PlatformCrypto) {
  const clock = fakeClock()
  const issuer = await startFakeOpenIdProvider(clock.now)
  ends.push(() => issuer.close())
  const auth = authorizationCode({
    issuer: issuer.issuer,
    clientId: 'spa',
    redirectUri: REDIRECT_URI,
    scope: 'offline_access',
    pendingStorage: memoryStorage(),
    now: clock.now,
    ...(crypto === undefined ? {} : { crypto }),
  })
  return { issuer, auth }
}

async function machineClient(options: { crypto?: PlatformCrypto }) {
  const issuer = await startFakeIssuer()
  ends.push(() => issuer.close())
  const authentication = { method: 'client_secret_post', secret: SECRET } as const
  return clientCredentials({ issuer: issuer.url, clientId: 'm2m-push', authentication, ...options })
}

describe('a platform without WebCrypto', () => {
  it('signs people in by the cryptography that is passed', async () => {
    withoutCrypto()
    const { auth, issuer } = await personClient(ownCrypto)
    const { claims } = await auth.finishSignIn(issuer.visit(await auth.startSignIn()))
    expect(claims.sub).toBe(MARIA.sub)
    expect(await auth.tokenProvider.getAccessToken()).not.toBe('')
  })

  it('gets tokens for machines by the cryptography that is passed', async () => {
    withoutCrypto()
    const provider = await machineClient({ crypto: ownCrypto })
    expect(await provider.getAccessToken()).toBe('token-1')
  })

  it('names what is missing and the option to pass', async () => {
    withoutCrypto()
    const { auth } = await personClient()
    expect(await failureOf(auth.startSignIn())).toMatchObject({
      code: 'invalid_settings',
      message:
        'This platform has no crypto.getRandomValues. Pass the option crypto: {getRandomValues, sha256}.',
    })
    expect(await failureOf((await machineClient({})).getAccessToken())).toMatchObject({
      code: 'invalid_settings',
      message: 'This platform has no crypto.subtle. Pass the option crypto: {getRandomValues, sha256}.',
    })
  })

  it('says that a private key cannot sign there', async () => {
    const issuer = await startFakeIssuer()
    ends.push(() => issuer.close())
    withoutCrypto()
    const key = { kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd' }
    const provider = clientCredentials({
      issuer: issuer.url,
      clientId: 'm2m-push',
      authentication: { method: 'private_key_jwt', key },
      crypto: ownCrypto,
    })
    expect(await failureOf(provider.getAccessToken())).toMatchObject({
      code: 'invalid_settings',
      message: expect.stringContaining('no crypto.subtle, which private_key_jwt signs with'),
    })
  })
})

describe('a platform without fetch', () => {
  it('names the option to pass', async () => {
    const provider = await machineClient({})
    vi.stubGlobal('fetch', undefined)
    expect(await failureOf(provider.getAccessToken())).toMatchObject({
      code: 'invalid_settings',
      message: 'This platform has no fetch. Pass the option fetch: a function like the global one.',
    })
  })
})
