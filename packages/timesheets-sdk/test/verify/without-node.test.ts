import { createContext, runInContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import type * as Verify from '../../src/verify/index.ts'
import { bundle } from '../support/bundle.ts'
import { startIssuer } from './support/issuer.ts'
import { AUDIENCE, makeKey, NOW_MS, personClaims, sign } from './support/tokens.ts'

/** The globals of workers: no Buffer, no process. As there, `fetch` refuses `redirect: 'error'`. */
function workerGlobals() {
  const { crypto, URL, TextEncoder, TextDecoder, AbortController, AbortSignal, Headers, atob, btoa } =
    globalThis
  const { setTimeout, clearTimeout } = globalThis
  return {
    ...{ crypto, URL, TextEncoder, TextDecoder, AbortController, AbortSignal, Headers, atob, btoa },
    ...{ setTimeout, clearTimeout },
    fetch(url: string, init: RequestInit) {
      if (init.redirect === 'error')
        throw new TypeError('Invalid redirect value, must be one of follow, manual')
      return fetch(url, init)
    },
  }
}

test('verify checks tokens on a runtime without Buffer, process and Node’s modules', async () => {
  const key = await makeKey('k1')
  const issuer = await startIssuer(key)
  onTestFinished(() => issuer.stop())
  const { createTokenVerifier } = runInContext(
    `${await bundle("export * from 'timesheets-sdk/verify'")}; sdk`,
    createContext(workerGlobals()),
  ) as typeof Verify
  const verifier = createTokenVerifier({ issuer: issuer.url, audience: AUDIENCE, now: () => NOW_MS })
  const token = await sign(key, personClaims(issuer.url))
  const verified = await verifier.verify(token)
  expect(verified.subject).toBe('auth0|5f7c8ec7')
  expect(verifier.verifyCached(token)).toBe(verified)
  const [header, , signature] = token.split('.')
  const claims = Buffer.from('{"sub":"auth0|another"}').toString('base64url')
  expect(verifier.verifyCached(`${header}.${claims}.${signature}`)).toBeUndefined()
  await expect(verifier.verify(`${token.slice(0, -4)}AAAA`)).rejects.toMatchObject({
    reason: 'bad_signature',
  })
})

const needNode = ['./auth/file-cache', './outbox/file', './testing', './package.json']
const portable = Object.keys(manifest.exports).filter((entryPoint) => !needNode.includes(entryPoint))

test.each(portable)('%s needs no module of Node', async (entryPoint) => {
  const name = entryPoint.slice('./'.length)
  await expect(bundle(`export * from 'timesheets-sdk/${name}'`)).resolves.toContain('sdk')
})
