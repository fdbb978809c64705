import { namedPeople, type Person, people } from 'dev-issuer'
import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { Receiver } from '../../../packages/api-server/test/support/receiver.ts'
import { approvalsDe } from '../../../packages/web-demo/src/features/approvals/texts-de.ts'
import { approvalsEn } from '../../../packages/web-demo/src/features/approvals/texts-en.ts'
import { de } from '../../../packages/web-demo/src/texts/de.ts'
import { en } from '../../../packages/web-demo/src/texts/en.ts'
import { ApprovalsPageObject } from '../../support/approvals-page.ts'
import { sharedBrowser } from '../../support/browser.ts'
import { runCli, tokenEnv } from '../../support/cli.ts'
import { clientWith } from '../../support/client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { machineToken, personToken } from '../../support/tokens.ts'
import { startWebSystem } from '../../support/web.ts'
import { signIn, WeekPageObject } from '../../support/week-page.ts'

const today = new Date().toISOString().slice(0, 10)
const week = weekOf(addDays(today, -7))
const [monday, , , , , , sunday] = datesOfWeek(week) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]
const wide = { viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' }
const languages = [
  { locale: 'en-GB', texts: en, approvalTexts: approvalsEn, changed: 'changed after a rejection' },
  { locale: 'de-DE', texts: de, approvalTexts: approvalsDe, changed: 'nach einer Ablehnung geändert' },
]

const contractor = find(namedPeople.contractor)
const manager = people.find(({ userId }) => userId === contractor.managerId) as Person

// At once, as each waits for deliveries that are tried again after some seconds.
it.concurrent.each(languages)(
  'a contractor’s week goes from the first hour to payroll in $locale, and payroll’s own system misses nothing of it',
  async ({ locale, texts, approvalTexts, changed }) => {
    await using started = new AsyncDisposableStack()
    const folder = started.use(await temporaryFolder())
    const system = started.use(await startWebSystem({ apiEnv: { WEBHOOK_ALLOW_PRIVATE: 'true' } }))
    const browser = await sharedBrowser()
    const receiver = new Receiver()
    started.defer(() => receiver.remove())
    const cliAs = async (token: string, ...args: string[]) => {
      const options = { cwd: folder.path, env: tokenEnv({ api: system.api.url, home: folder.path }, token) }
      const { code, stdout, stderr } = await runCli(args, options)
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) })
      return stdout
    }
    const keeper = clientWith(system.api.url, await personToken(system.issuer.issuer, namedPeople.admin))
    for (const person of [contractor, manager]) await keeper.people.put(person.userId, rosterEntry(person))

    // Payroll's own system subscribes. Its address is known once it listens, its secret once it has
    // subscribed.
    await receiver.start()
    const events = 'entry.*,week.*'
    const machine = await machineToken(system.issuer.issuer, 'm2m-office')
    receiver.secret = (await cliAs(machine, 'webhooks', 'add', receiver.url, '--events', events)).trim()
    await receiver.kill()
    // It dies for the first time while it is told of the second thing that happens.
    await receiver.start({ dieAt: 2 })

    // The contractor logs a week and submits it.
    const work = started.use(await browser.open({ ...wide, locale }))
    await signIn(work.page, system.origin, contractor.email, `/week/${week}`)
    const grid = new WeekPageObject(work.page, texts)
    await work.page.getByRole('button', { name: texts.week.addProject }).first().waitFor()
    await grid.addProject('ACME-42')
    await grid.type('ACME-42', 0, '8')
    await grid.type('ACME-42', 1, '7:30')
    await grid.allSaved()
    await grid.submit()
    await receiver.ended()
    await receiver.start()

    // The manager rejects it, and says why.
    const office = started.use(await browser.open({ ...wide, locale }))
    await signIn(office.page, system.origin, manager.email, '/approvals')
    const approvals = new ApprovalsPageObject(office.page, approvalTexts)
    await approvals.reject(contractor.name, 'Wednesday is missing')

    // The contractor reads it, adds Wednesday, and submits again.
    await work.page.reload()
    await grid.banner.getByText('Wednesday is missing').waitFor()
    await grid.type('ACME-42', 2, '8')
    await grid.allSaved()
    await grid.submit()

    // Payroll's system is killed for the second time; meanwhile the manager approves.
    await receiver.kill()
    await office.page.reload()
    await approvals.row(contractor.name).getByText(changed).waitFor()
    await approvals.approve(contractor.name)
    await receiver.start()

    // Payroll exports what was approved.
    const args = ['report', 'hours', '--from', monday, '--to', sunday, '--group-by', 'person,project']
    const payroll = await personToken(system.issuer.issuer, namedPeople.payroll)
    const report = await cliAs(payroll, ...args, '--format', 'csv')
    const [header, ...lines] = report.trim().split('\r\n')
    expect(header).toMatch(/^userId,name,.*project,.*hours/)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(contractor.userId)
    expect(lines[0]).toContain('23.5')

    // And its system was told of everything, in order, each message signed.
    const own = clientWith(system.api.url, await personToken(system.issuer.issuer, contractor.email))
    const wanted: { sequence: number; action: string }[] = []
    for await (const { sequence, action } of own.events.list()) {
      if (/^(entry|week)\./.test(action)) wanted.push({ sequence, action })
    }
    expect(wanted.map(({ action }) => action)).toEqual([
      'entry.created',
      'entry.created',
      'week.submitted',
      'week.rejected',
      'entry.created',
      'week.submitted',
      'week.approved',
    ])
    const last = wanted.at(-1)?.sequence ?? 0
    await receiver.until((received) => received.some(({ sequence }) => sequence === last))
    const received = receiver.received()
    expect(received.every(({ isVerified }) => isVerified)).toBe(true)
    const firsts = [...new Set(received.map(({ sequence }) => sequence))]
    expect(firsts).toEqual(wanted.map(({ sequence }) => sequence))
    // A repeated message has the same id.
    expect(received.length).toBeGreaterThan(firsts.length)
    expect(new Set(received.map(({ id }) => id)).size).toBe(firsts.length)
    expect([work.problems, office.problems]).toEqual([[], []])
  },
  240_000,
)

function find(email: string): Person {
  const person = people.find((candidate) => candidate.email === email)
  if (!person) throw new Error(`dev-issuer has no ${email}`)
  return person
}

function rosterEntry({ name, email, kind, managerId }: Person) {
  return {
    name,
    email,
    kind,
    ...(managerId === undefined ? {} : { managerId }),
    expectedHoursPerWeek: 24,
    activeFrom: '2026-01-01',
  }
}
