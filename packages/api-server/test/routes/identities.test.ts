import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTimesheetService } from '../../src/services/index.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { person } from '../support/callers.ts'
import { engineNames, newDatabase } from '../support/databases.ts'
import { allScopes } from '../support/issuer.ts'
import { rewindBefore } from '../support/rewind.ts'

/** An e-mail address is who a person is. */
const config = { identityClaim: 'email' }
const entry = { date: '2026-11-23', project: 'ACME-42', hours: 4 }
const roster = { name: 'Mira Holm', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
const asPerson = (api: TestApi, sub: string, email: string, scope = `${allScopes} approve:any`) =>
  api.issuer.sign({ claims: { sub, email, scope } })
const post = async (api: TestApi, token: string, path: string, json: unknown = {}) => {
  const response = await api.fetch(path, { method: 'POST', token, json })
  return { status: response.status, body: await response.json() }
}
const read = async (api: TestApi, token: string, path: string) => (await api.fetch(path, { token })).json()

describe.each(engineNames)('people who are named by their address, on %s', (engine) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi({ engine, config })
  })
  afterAll(() => api.close())

  test.each([
    ['in other letters', 'a@abc.example', 'A@ABC.example', 200],
    ['with a look-alike letter', 'bo@abc.example', 'b\u043e@abc.example', 200],
    ['with the Kelvin sign', 'kim@abc.example', '\u212aim@abc.example', 200],
    ['of another domain', 'c@abc.example', 'c@other.example', 200],
    ['with a space at its end', 'd@abc.example', 'd@abc.example ', 401],
    ['with a tab', 'e@abc.example', 'e@abc.example\t', 401],
  ])(
    'nobody approves, rejects or reopens their own week by an address %s',
    async (_how, own, other, status) => {
      const owner = await asPerson(api, `auth0|${own}`, own)
      const disguised = await asPerson(api, `auth0|${own}`, other)
      const boss = await asPerson(api, 'auth0|boss', 'boss@abc.example')
      const week = `/weeks/${own}/2026-W48`
      const queue = async (token: string) => {
        const { data } = await read(api, token, '/weeks?status=submitted')
        return data.map(({ userId }: { userId: string }) => userId)
      }
      expect((await post(api, owner, '/timesheets', entry)).status).toBe(201)
      expect((await post(api, owner, '/weeks/me/2026-W48/submit')).status).toBe(200)
      expect(await queue(boss)).toEqual([own])

      expect((await api.fetch('/me', { token: disguised })).status).toBe(status)
      const code = status === 401 ? 'invalid_token' : 'own_week'
      const reason = { reason: 'no' }
      expect((await post(api, disguised, `${week}/approve`)).body).toMatchObject({ code })
      expect((await post(api, disguised, `${week}/reject`, reason)).body).toMatchObject({ code })
      if (status === 200) {
        const decisions = [{ userId: own, week: '2026-W48', action: 'approve' }]
        const { body } = await post(api, disguised, '/weeks/decisions', { decisions })
        expect(body).toMatchObject({ done: 0, results: [{ problem: { code } }] })
        expect(await queue(disguised)).toEqual([])
        expect((await read(api, disguised, week)).actions).not.toContain('approve')
      }

      expect((await post(api, boss, `${week}/approve`)).status).toBe(200)
      expect((await post(api, disguised, `${week}/reopen`, reason)).body).toMatchObject({ code })
    },
  )

  test('an address in two spellings is one person, in tokens, paths, queries and bodies', async () => {
    const boss = await asPerson(api, 'auth0|2', 'Boss@abc.example')
    const put = async (userId: string) => {
      const json = { ...roster, managerId: 'BOSS@abc.example' }
      return (await api.fetch(`/people/${userId}`, { method: 'PUT', token: boss, json })).status
    }
    expect(await put('mira.holm@abc.example')).toBe(201)
    expect(await put('MIRA.HOLM@abc.example')).toBe(200)

    const mira = await asPerson(api, 'auth0|1', 'Mira.Holm@abc.example', 'read:timesheets create:timesheets')
    expect(await read(api, mira, '/me')).toMatchObject({
      userId: 'mira.holm@abc.example',
      person: { name: 'Mira Holm', managerId: 'boss@abc.example' },
    })
    await post(api, mira, '/timesheets', entry)
    const machine = await api.issuer.machine()
    const pushed = { ...entry, userId: 'mira.HOLM@abc.example' }
    await post(api, machine, '/timesheets', pushed)
    await post(api, machine, '/timesheets/batch', { entries: [pushed] })
    await api.fetch('/timesheets/batch', {
      method: 'POST',
      token: machine,
      headers: { 'Content-Type': 'application/x-ndjson' },
      body: JSON.stringify(pushed),
    })
    expect(await read(api, mira, '/weeks/me/2026-W48')).toMatchObject({ totalHours: 16 })
    expect((await read(api, machine, '/timesheets?userId=Mira.Holm@abc.example')).data).toHaveLength(4)

    await post(api, mira, '/weeks/Mira.Holm@abc.example/2026-W48/submit')
    const decisions = [{ userId: 'MIRA.holm@abc.example', week: '2026-W48', action: 'approve' }]
    expect((await post(api, boss, '/weeks/decisions', { decisions })).body).toMatchObject({ done: 1 })
    const reminded = await post(api, boss, '/reminders', {
      week: '2026-W47',
      dryRun: true,
      userIds: ['MIRA.HOLM@abc.example'],
    })
    expect(reminded.body).toMatchObject({ results: [{ userId: 'mira.holm@abc.example' }] })
    expect((await read(api, boss, '/people')).data).toHaveLength(1)
  })

  test('a person who is stored in another spelling from before keeps it, with all their weeks', async () => {
    const { location, remove } = await newDatabase(engine)
    const { service, close } = await openTimesheetService(location)
    await service.createEntry(person('Eva@abc.example', 'create:timesheets'), entry)
    await close()
    await rewindBefore('0005-identities', location)
    const later = await startApi({ location, config })
    for (const email of ['eva@abc.example', 'EVA@abc.example', 'Eva@abc.example']) {
      const eva = await asPerson(later, 'auth0|1', email)
      expect(await read(later, eva, '/weeks/me/2026-W48')).toMatchObject({
        userId: 'Eva@abc.example',
        totalHours: 4,
      })
    }
    await later.close()
    await remove()
  })
})

test('where sub says who a person is, two spellings are two people', async () => {
  const api = await startApi()
  const log = async (sub: string) =>
    post(api, await api.issuer.sign({ claims: { sub } }), '/timesheets', entry)
  expect((await log('Ann@abc.example')).body).toMatchObject({ userId: 'Ann@abc.example' })
  expect((await log('ann@abc.example')).body).toMatchObject({ userId: 'ann@abc.example' })
  await api.close()
})
