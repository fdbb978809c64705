import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { namedPeople } from 'dev-issuer'
import { operations } from 'timesheets-sdk/contract'
import { addDays, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientWith } from '../support/client.ts'
import { type ContractProxy, startContractProxy } from '../support/contract-proxy.ts'
import { daysAgo } from '../support/days.ts'
import { seed } from '../support/seeded-random.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { addTeam } from '../support/team.ts'
import { machineToken, personToken } from '../support/tokens.ts'
import { sendGenerated } from '../torture/experiments/generated-requests.ts'

let stack: AsyncDisposableStack
let system: TestSystem
let proxy: ContractProxy
/** A webhook's endpoint, which accepts everything. */
let endpoint: string

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  system = stack.use(await startSystem({ engine: 'sqlite', apiEnv: { WEBHOOK_ALLOW_PRIVATE: 'true' } }))
  proxy = stack.use(await startContractProxy(system.api.url))
  const receiver = createServer((request, response) => request.resume().on('end', () => response.end()))
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  stack.defer(() => {
    receiver.closeAllConnections()
    receiver.close()
  })
  endpoint = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
})
afterAll(() => stack?.disposeAsync())

const day = daysAgo(14)
const week = weekOf(day)
const entry = { date: day, project: 'ACME-42', hours: 2 }

it('every operation of the SDK’s client and every response agree with the OpenAPI document', async () => {
  const { issuer } = system.issuer
  const api = proxy.url
  const team = await addTeam({ api, issuer, size: 1 })
  const [member] = team.members
  if (!member) throw new Error('the team has no member')
  const admin = await team.as(namedPeople.admin)
  const manager = await team.as(team.manager.email)
  const person = await team.as(member.email)
  const machine = clientWith(api, await machineToken(issuer))
  const office = clientWith(api, await machineToken(issuer, 'm2m-office'))

  await admin.people.get(member.userId)
  await drained(admin.people.list({ activeOn: day }))
  await admin.projects.put('ACME-42', { name: 'Warehouse move', rates: { currency: 'EUR', employee: 80 } })
  await person.projects.get('ACME-42')
  await drained(person.projects.list({ activeOn: day }))
  await admin.absences.put(member.userId, addDays(day, 60), { to: addDays(day, 70), kind: 'vacation' })
  await drained(person.absences.list({ from: day }))
  await admin.absences.delete(member.userId, addDays(day, 60))
  const { url } = await person.feed.create()
  await person.feed.get()
  // The API names the address by which the proxy reaches it.
  expect((await fetch(new URL(new URL(url).pathname, api))).status).toBe(200)
  await admin.feed.withdraw(member.userId)
  await admin.policy.update({ maxHoursPerDay: 20 })
  await person.policy.get()
  await person.me()
  // A person who is not in the roster becomes a newcomer with their first request.
  const newcomer = await (await team.as(namedPeople.managers[1] ?? '')).me()
  await drained(admin.newcomers.list())
  await admin.newcomers.delete(newcomer.userId ?? '')

  const webhook = await office.webhooks.create({ url: endpoint, events: ['week.*', 'entry.*'] })
  await office.webhooks.update(webhook.id, { description: 'payroll' })
  await office.webhooks.get(webhook.id)
  await office.webhooks.rotateSecret(webhook.id)
  await office.webhooks.test(webhook.id)
  await drained(office.webhooks.deliveries(webhook.id))
  await drained(office.webhooks.list())

  const created = await person.entries.create({ ...entry, note: 'planning', externalId: 'a-1' })
  await person.entries.create({ ...entry, note: 'planning', externalId: 'a-1' })
  await person.entries.get(created.id)
  await person.entries.update(created.id, { hours: 3, note: null })
  await machine.entries.push([
    { ...entry, userId: member.userId, externalId: 'b-1', project: 'UNLISTED' },
    { ...entry, userId: member.userId, externalId: 'b-1', hours: 4, project: 'UNLISTED' },
    { ...entry, userId: member.userId, hours: 30 },
  ])
  await machine.entries.push([{ ...entry, userId: member.userId }], { dryRun: true })
  await drained(person.entries.list({ from: day, status: 'open' }))
  await drained(machine.entries.export({ userId: member.userId }, { format: 'csv' }))
  await drained(machine.entries.export({ userId: member.userId }, { format: 'ndjson' }))
  const spare = await person.entries.create({ ...entry, project: 'SPARE' })
  await person.entries.delete(spare.id)

  await drained(manager.reports.missing({ week }))
  await manager.reminders.send({ week, dryRun: true, dueOnly: false })
  await person.weeks.submit(week)
  await person.weeks.recall(week)
  await person.weeks.submit(week)
  await manager.weeks.reject(member.userId, week, 'The project is wrong')
  await person.weeks.submit(week)
  await drained(manager.weeks.list({ status: 'submitted' }))
  await manager.weeks.approve(member.userId, week)
  await manager.weeks.reopen(member.userId, week, 'One more correction')
  await person.weeks.submit(week)
  await manager.weeks.decide([
    { userId: member.userId, week, action: 'approve' },
    { userId: member.userId, week, action: 'reject', reason: 'Too late' },
  ])
  await manager.weeks.get(member.userId, week)

  await drained(manager.reports.hours())
  await drained(
    manager.reports.hours({ groupBy: ['project', 'status'], status: ['open', 'approved'], from: day }),
  )
  await drained(manager.reports.exportHours({ groupBy: ['person'] }, { format: 'csv' }))
  const payroll = clientWith(api, await machineToken(issuer, 'm2m-payroll'))
  const longAgo = '2020-01'
  await drained(admin.periods.obstacles(longAgo))
  await admin.periods.close(longAgo)
  await drained(payroll.periods.list())
  await payroll.periods.get(longAgo)
  await drained(payroll.periods.lines(longAgo, { version: 1 }))
  await drained(payroll.periods.exportLines(longAgo, {}, { format: 'csv' }))
  await drained(payroll.periods.changes(longAgo))
  await admin.periods.reopen(longAgo, 'A try')
  await drained(person.events.list({ userId: 'me', week }))
  await drained(admin.events.list())

  await office.webhooks.delete(webhook.id)
  // One that no approved week is paid by.
  await admin.projects.put('SPARE', { name: 'Spare' })
  await admin.projects.delete('SPARE')
  // A person with hours stays: one who was added by mistake is removed.
  const mistake = { name: 'Mistake', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: day } as const
  await admin.people.put('auth0|mistake', mistake)
  await admin.people.delete('auth0|mistake')

  expect(proxy.faults).toEqual([])
  const missed = Object.keys(operations).filter((name) => !proxy.called.has(name))
  expect(missed, 'operations that this test does not call').toEqual([])
})

it('refused requests agree with it, too', async () => {
  const { issuer } = system.issuer
  const person = clientWith(proxy.url, await personToken(issuer, namedPeople.managers[0]))
  const machine = clientWith(proxy.url, await machineToken(issuer))
  const bare = clientWith(proxy.url, 'no-token')
  const refused: Readonly<Record<string, () => Promise<unknown>>> = {
    invalid_token: () => bare.me(),
    insufficient_scope: () => machine.projects.put('X', { name: 'X' }),
    not_found: () => person.entries.get('01a20d67-ffa8-71d5-8990-2f1ac5e2fcb1'),
    user_id_required: () => machine.entries.create(entry),
    day_over_maximum: () => person.entries.create({ ...entry, hours: 21 }),
    date_too_far_ahead: () => person.entries.create({ ...entry, date: daysAgo(-60) }),
    empty_week: () => person.weeks.submit('2020-W01'),
    illegal_transition: () => person.weeks.recall(week),
  }
  for (const [code, call] of Object.entries(refused))
    await expect(call(), code).rejects.toMatchObject({ code })
  expect(proxy.faults).toEqual([])
})

it('the proxy finds what is not in the document', async () => {
  const found = proxy.faults.length
  await fetch(`${proxy.url}/policy?unheard-of=1`)
  await fetch(`${proxy.url}/timesheets?limit=1001`)
  await fetch(`${proxy.url}/timesheets`, {
    method: 'POST',
    body: '[]',
    headers: { 'content-type': 'text/plain' },
  })
  await fetch(`${proxy.url}/nowhere`)
  expect(proxy.faults.slice(found)).toEqual([
    'getPolicy request: query parameter unheard-of is not in the document',
    'listEntries request: query parameter limit / must be <= 1000',
    'createEntry request: a body of type text/plain is not in the document',
    'GET /nowhere: not in the document',
  ])
})

async function drained(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

it(`generated requests get no 5xx and no success without a token (E2E_SEED=${seed})`, async () => {
  const { faults, wronglyAdmitted } = await sendGenerated(system, 1_000, seed)
  expect({ faults, wronglyAdmitted }).toEqual({ faults: [], wronglyAdmitted: 0 })
})
