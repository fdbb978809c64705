import { type DeviceAuthorizationOptions, deviceAuthorization } from 'timesheets-sdk/auth'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import {
  type DevIssuer,
  defaultAudience,
  demoPassword,
  namedPeople,
  startDevIssuer,
} from '../../src/index.ts'
import { Browser, hiddenInput } from '../browser.ts'
import { post, refusal } from '../support.ts'

/** The SDK's sign-in on a device, by a real issuer. */

let issuer: DevIssuer
beforeAll(async () => {
  issuer = await startDevIssuer({
    port: 0,
    deviceCodeLifetimeSeconds: 120,
    deviceCodeIntervalSeconds: 2,
  })
})
afterAll(() => issuer.stop())
afterEach(() => void vi.useRealTimers())

const startSignIn = (options: Partial<DeviceAuthorizationOptions> = {}) =>
  deviceAuthorization({
    issuer: issuer.issuer,
    clientId: 'cli',
    audience: defaultAudience,
    scope: 'read:timesheets',
    ...options,
  }).startSignIn()

async function confirm(address: URL | undefined): Promise<void> {
  const browser = new Browser()
  const { page, url } = await browser.visit(address ?? '')
  const code = { user_code: hiddenInput(page, 'user_code'), xsrf: hiddenInput(page, 'xsrf') }
  const place = new URL('activate', url)
  const shown = await browser.visit(place, code)
  const xsrf = hiddenInput(shown.page, 'xsrf') || code.xsrf
  const signIn = await browser.visit(place, { ...code, xsrf, confirm: 'yes' })
  const login = { login: namedPeople.employee, password: demoPassword, action: 'sign-in' }
  expect((await browser.visit(signIn.url, login)).page).toContain('Connected')
}

it('announces the lifetime and the interval of its settings', async () => {
  const form = { client_id: 'cli', audience: defaultAudience, scope: 'openid' }
  const response = await post(issuer, 'oauth/device/code', form)
  expect(await response.json()).toMatchObject({ expires_in: 120, interval: 2 })
})

it('slows a device down that polls too fast, which waits five seconds longer each time and signs in', async () => {
  const waits: number[] = []
  const signIn = await startSignIn({
    // Waits not at all, until the person has confirmed on the fourth poll.
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
      if (waits.length === 4) await confirm(signIn.verificationUriComplete)
    },
  })
  expect(await signIn.finish()).toMatchObject({ iss: issuer.issuer })
  expect(waits).toEqual([2_000, 2_000, 7_000, 12_000])
})

it('says that a code has expired, also when it has forgotten the code, and knows no other code', async () => {
  const signIn = await startSignIn({
    // The device's clock stands still, so that only the issuer can tell.
    now: () => 0,
    sleep: async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 121_000 })
    },
  })
  await expect(signIn.finish()).rejects.toMatchObject({
    code: 'sign_in_expired',
    message: 'The code expired before the sign-in was confirmed. Sign in again.',
  })
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: 'cli',
    device_code: 'unknown',
  }
  expect(await refusal(post(issuer, 'oauth/token', form))).toMatchObject({
    status: 403,
    body: { error: 'invalid_grant' },
  })
})
