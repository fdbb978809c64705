import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { webMessageFrame } from '../../../src/auth/index.ts'
import { failureOf } from '../support/everything-in.ts'

const request = new URL('https://issuer.example/authorize?prompt=none')
const redirectUri = new URL('https://app.example/callback')

/** As much of a page as a hidden frame needs. */
function fakePage() {
  const contentWindow = {}
  const frame = Object.assign(new EventTarget(), {
    hidden: false,
    src: '',
    contentWindow,
    remove: vi.fn<() => void>(),
  })
  const window = new EventTarget()
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', { createElement: () => frame, body: { append: vi.fn<() => void>() } })
  const say = (data: unknown, from: { origin?: string; source?: unknown } = {}) => {
    const { origin = request.origin, source = contentWindow } = from
    window.dispatchEvent(Object.assign(new Event('message'), { data, origin, source }))
  }
  return { frame, say }
}

let page: ReturnType<typeof fakePage>
beforeEach(() => {
  page = fakePage()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const ask = (signal = new AbortController().signal) => webMessageFrame()(request, { redirectUri, signal })
const reply = (response: unknown) => ({ type: 'authorization_response', response })

it('asks in a hidden frame, returns as if it had been redirected, and leaves nothing behind', async () => {
  const asked = ask()
  expect(page.frame).toMatchObject({ hidden: true, src: request.href })
  page.say(reply({ code: 'c', state: 's', iss: 'https://issuer.example/' }))
  expect((await asked).href).toBe(
    'https://app.example/callback?code=c&state=s&iss=https%3A%2F%2Fissuer.example%2F',
  )
  expect(page.frame.remove).toHaveBeenCalled()
})

it.each([
  ['another origin', reply({ code: 'evil' }), { origin: 'https://evil.example' }],
  ['another window of that origin', reply({ code: 'evil' }), { source: {} }],
  ['a message of another kind', { type: 'other', response: { code: 'evil' } }, {}],
  ['a message that is none', null, {}],
  ['a message without a response', reply(undefined), {}],
])('does not hear %s', async (_title, data, from) => {
  const asked = ask()
  page.say(data, from)
  page.say(reply({ error: 'login_required', state: 's' }))
  expect((await asked).searchParams.get('error')).toBe('login_required')
})

it('gives up after ten seconds: a page that says nothing, or none', async () => {
  vi.useFakeTimers()
  const asked = failureOf(ask())
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await asked).toMatchObject({ code: 'issuer_unreachable' })
  expect(page.frame.remove).toHaveBeenCalled()
})

/** Loads a page that posts no message, and waits for the failure. */
async function loadSilentPage() {
  vi.useFakeTimers()
  const asked = failureOf(ask())
  page.frame.dispatchEvent(new Event('load'))
  await vi.advanceTimersByTimeAsync(1_500)
  return asked
}

it('needs a redirect after a second and a half if the issuer refuses to be framed', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string, { mode }: RequestInit) => asked.push(`${mode} ${url}`))
  expect(await loadSilentPage()).toMatchObject({ code: 'login_required' })
  expect(asked).toEqual(['no-cors https://issuer.example'])
  expect(page.frame.remove).toHaveBeenCalled()
})

it('does not take the error page of a browser for an issuer that is there', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  expect(await loadSilentPage()).toMatchObject({ code: 'issuer_unreachable' })
})

it('accepts a message that arrives after the page has loaded', async () => {
  vi.useFakeTimers()
  const asked = ask()
  page.frame.dispatchEvent(new Event('load'))
  await vi.advanceTimersByTimeAsync(1_400)
  page.say(reply({ code: 'c' }))
  expect((await asked).searchParams.get('code')).toBe('c')
})

it('ends with its signal', async () => {
  const controller = new AbortController()
  const asked = failureOf(ask(controller.signal))
  controller.abort()
  expect(await asked).toMatchObject({ code: 'aborted' })
  expect(page.frame.remove).toHaveBeenCalled()
  await expect(ask(controller.signal)).rejects.toMatchObject({ code: 'aborted' })
})
