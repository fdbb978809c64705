import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { clients, defaultAudience, demoPassword, namedPeople } from 'dev-issuer'
import { weekOf } from 'timesheets-sdk/model'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { localDate } from '../../examples/mobile/src/hours.ts'
import type { Settings } from '../../examples/mobile/src/platform.ts'
import { createSession, type Session } from '../../examples/mobile/src/session.ts'
import { readView } from '../../examples/mobile/src/view.ts'
import { Browser } from '../../packages/dev-issuer/test/browser.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { nodePhone, sqliteStorage } from '../support/phone.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { personToken } from '../support/tokens.ts'

let system: TestSystem
let settings: Settings
beforeAll(async () => {
  system = await startSystem({ engine: 'sqlite' })
  settings = {
    apiUrl: system.api.url,
    issuer: system.issuer.issuer,
    audience: defaultAudience,
    clientId: 'mobile',
    redirectUri: clients.mobile.redirectUris[0] ?? '',
    signedOutUri: clients.mobile.logoutUris[0] ?? '',
  }
  const admin = await clientOf(namedPeople.admin)
  await admin.projects.put('ACME-42', { name: 'Rollout' })
  await admin.projects.put('OLD-1', { name: 'Ended', activeTo: '2020-12-31' })
})
afterAll(() => system[Symbol.asyncDispose]())
afterEach(() => void vi.unstubAllGlobals())

const today = localDate()
const clientOf = async (login: string) =>
  clientWith(system.api.url, await personToken(system.issuer.issuer, login))

/** Signs in at the issuer's pages. Resolves to the address with the custom scheme that they lead back to. */
const signInAs = (login: string) => async (url: string) => {
  const browser = new Browser()
  const { url: page } = await browser.visit(url)
  if (page.protocol === 'timesheets:') return page.href
  const form = { action: 'sign-in', login, password: demoPassword }
  return (await browser.visit(page, form)).url.href
}

/** The application on a new phone. `restart`: another runtime over the same storages. */
async function startApplication(visitIssuer: (url: string) => Promise<string | undefined>) {
  const folder = await mkdtemp(join(system.folder, 'phone-'))
  const restart = (): Session => createSession(nodePhone({ folder, visitIssuer }), settings)
  return { folder, session: restart(), restart }
}

async function signedIn(login: string) {
  // Without a network, the person closes the browser's error page.
  const application = await startApplication((url) => signInAs(login)(url).catch(() => undefined))
  const hours = await application.session.signIn()
  if (hours === undefined) throw new Error('nobody has signed in')
  expect(await hours.synchronize()).toBeUndefined()
  return { ...application, hours }
}

/** As React Native fails. */
const noNetwork = async () => {
  throw new TypeError('Network request failed')
}

describe('the phone', () => {
  it('keeps tokens in the secure storage alone, and forgets them at sign-out without a network', async () => {
    const { folder, session, hours } = await signedIn(namedPeople.employee)
    expect(hours.name).toBe('Maria Silva')
    expect(JSON.stringify(sqliteStorage(join(folder, 'secure.db')).texts())).toContain('refreshToken')
    expect(JSON.stringify(sqliteStorage(join(folder, 'plain.db')).texts())).not.toMatch(/eyJ|refreshToken/)
    vi.stubGlobal('fetch', noNetwork)
    await session.signOut()
    expect(JSON.stringify(sqliteStorage(join(folder, 'secure.db')).texts())).not.toMatch(/eyJ|refreshToken/)
    expect(await session.hours()).toBeUndefined()
  })

  it('finishes a sign-in during which the system has ended the application', async () => {
    let callback: string | undefined
    const { session, restart } = await startApplication(async (url) => {
      callback = await signInAs(namedPeople.employee)(url)
      return undefined
    })
    expect(await session.signIn()).toBeUndefined()
    const again = restart()
    expect(await again.resume('timesheets://week')).toBeUndefined()
    expect((await again.resume(callback ?? null))?.name).toBe('Maria Silva')
    expect((await restart().hours())?.name).toBe('Maria Silva')
  })

  it('logs hours in two taps without a network, and sends them once after a restart and a lost response', async () => {
    const { hours, restart } = await signedIn(namedPeople.contractor)
    const { choices } = await readView(hours.outbox, today)
    expect(choices).toEqual([{ project: 'ACME-42', name: 'Rollout' }])
    const [choice] = choices

    vi.stubGlobal('fetch', noNetwork)
    await hours.outbox.create({ date: today, project: choice?.project ?? '', hours: 4 })
    expect(await hours.synchronize()).toMatchObject({ code: 'network_error' })
    expect(await readView(hours.outbox, today)).toMatchObject({ today: { total: '4:00' }, waiting: 1 })

    vi.unstubAllGlobals()
    const { fetch } = globalThis
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const response = await fetch(url, init)
      return init.method === 'POST' && url.endsWith('/timesheets') ? noNetwork() : response
    })
    const restarted = await restart().hours()
    expect(await restarted?.synchronize()).toMatchObject({ code: 'network_error' })

    vi.unstubAllGlobals()
    const last = await restart().hours()
    expect(await last?.synchronize()).toBeUndefined()
    expect(last && (await readView(last.outbox, today))).toMatchObject({
      today: { total: '4:00' },
      waiting: 0,
    })
    expect(await entriesOf(await clientOf(namedPeople.contractor))).toMatchObject([{ hours: 4 }])
  })

  it('submits the week once its hours are stored, and then offers no submission', async () => {
    const { hours } = await signedIn(namedPeople.managers[1])
    expect(await readView(hours.outbox, today)).toMatchObject({ status: 'open', canSubmit: false })
    await hours.outbox.create({ date: today, project: 'ACME-42', hours: 8 })
    expect(await readView(hours.outbox, today)).toMatchObject({ total: '8:00', canSubmit: true })
    expect(await hours.submit(weekOf(today))).toBeUndefined()
    expect(await readView(hours.outbox, today)).toMatchObject({
      status: 'submitted',
      canSubmit: false,
      isLocked: true,
    })
    const week = await (await clientOf(namedPeople.managers[1])).weeks.get('me', weekOf(today))
    expect(week).toMatchObject({ status: 'submitted', totalHours: 8 })
  })

  it('shows hours that the API refuses with its reason, and does not submit the week', async () => {
    const { hours } = await signedIn(namedPeople.managers[0])
    await hours.outbox.create({ date: today, project: 'ACME-42', hours: 1 })
    await (await clientOf(namedPeople.managers[0])).entries.create({
      date: today,
      project: 'OTHER',
      hours: 24,
    })
    expect(await hours.submit(weekOf(today))).toMatchObject({ message: expect.stringContaining('rejected') })
    const { refused, canSubmit, days } = await readView(hours.outbox, today)
    expect({ refused, canSubmit }).toEqual({ refused: 1, canSubmit: false })
    const [row] = days.flatMap(({ rows }) => rows.filter(({ change }) => change !== undefined))
    expect(row?.change?.refusal?.code).toBe('day_over_maximum')
  })
})

it('the application and its background task, which renew the tokens at once, stay signed in', async () => {
  const { folder, hours, restart } = await signedIn(namedPeople.employee)
  const secure = sqliteStorage(join(folder, 'secure.db'))
  for (const [key, text] of Object.entries(secure.texts())) {
    await secure.setItem(key, text.replace(/("expiresAtMs":)\d+/, '$11'))
  }
  const renewing = Promise.withResolvers<void>()
  const mayRenew = Promise.withResolvers<void>()
  const { fetch } = globalThis
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (String(init.body).includes('grant_type=refresh_token')) {
      renewing.resolve()
      await mayRenew.promise
    }
    return fetch(url, init)
  })
  const restarted = await restart().hours()
  const synchronizing = restarted?.synchronize()
  await renewing.promise

  const worker = new Worker(new URL('../fixtures/background-task.ts', import.meta.url), {
    workerData: { folder, settings },
    execArgv: [],
  })
  const messages: object[] = []
  const ended = once(worker, 'exit')
  // Either it waits for the lock, or nothing has made it wait and it has renewed the tokens itself.
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', (message: object) => {
      messages.push(message)
      if ('failure' in message || ('waitsFor' in message && /renewal/.test(String(message.waitsFor))))
        resolve()
    })
  })
  mayRenew.resolve()
  expect(await synchronizing).toBeUndefined()
  await ended
  expect(messages.at(-1)).toEqual({ name: 'Maria Silva', failure: undefined })
  vi.unstubAllGlobals()
  expect(await hours.synchronize()).toBeUndefined()
})
