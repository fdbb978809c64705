import { namedPeople } from 'dev-issuer'
import type { Page } from 'playwright-core'
import { addDays, addMonths, datesOfWeek, daysOfMonth, type Person, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Received, Receiver } from '../../../packages/api-server/test/support/receiver.ts'
import { violations } from '../../support/axe.ts'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import { clientWith } from '../../support/client.ts'
import { CountedKeys, documentedKeys } from '../../support/counted-keys.ts'
import { layoutFaults } from '../../support/layout.ts'
import { multiply } from '../../support/long-lists.ts'
import { addTeam, type Team } from '../../support/team.ts'
import { machineToken } from '../../support/tokens.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'
import { signIn } from '../../support/week-page.ts'

const today = new Date().toISOString().slice(0, 10)
const week = weekOf(addDays(today, -7))
const dates = datesOfWeek(week)
const [monday, tuesday] = dates as [string, string]
const sunday = dates[6] ?? today

let system: WebSystem
let browser: TestBrowser
let team: Team

/** A manager with three people and two projects: the first person has a whole day, the second an hour. */
beforeAll(async () => {
  ;[system, browser] = await Promise.all([
    startWebSystem({ apiEnv: { WEBHOOK_ALLOW_PRIVATE: 'true' } }),
    sharedBrowser(),
  ])
  team = await addTeam({ api: system.api.url, issuer: system.issuer.issuer, size: 3 })
  const { projects } = await team.as(namedPeople.admin)
  await projects.put('ACME-42', { name: 'Acme: mobile app', client: 'Acme Corporation' })
  await projects.put('INTERNAL', { name: 'Leading and planning', billable: false })
  const first = await team.as(person(0).email)
  await first.entries.create({ date: monday, project: 'ACME-42', hours: 6, note: 'kick-off' })
  await first.entries.create({ date: tuesday, project: 'INTERNAL', hours: 2 })
  const second = await team.as(person(1).email)
  await second.entries.create({ date: monday, project: 'ACME-42', hours: 1 })
})
afterAll(() => system?.[Symbol.asyncDispose]())

function person(index: number): Team['members'][number] {
  const member = team.members[index]
  if (!member) throw new Error('the team is smaller')
  return member
}

async function open(login: string, path: string, locale = 'en-GB') {
  const visit = await browser.open({ locale, timezoneId: 'UTC', reducedMotion: 'reduce' })
  await signIn(visit.page, system.origin, login, path)
  return visit
}

/** Nothing sticks out and axe finds nothing, on a screen and on a phone. */
async function expectReadable(page: Page): Promise<void> {
  const found: Record<string, string[]> = {}
  for (const width of [1280, 720, 360]) {
    await page.setViewportSize({ width, height: 900 })
    const faults = [...(await layoutFaults(page)), ...(width === 720 ? [] : await violations(page))]
    if (faults.length > 0) found[`at ${width} px`] = faults
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(found).toEqual({})
}

describe('reports', () => {
  const period = `from=${monday}&to=${sunday}`

  it('show a manager the hours of their people, and lead to the entries behind a figure by key', async () => {
    await using visit = await open(team.manager.email, `/reports?${period}&by=person`)
    const { page } = visit
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row(person(0).name).waitFor()
    expect(await row(person(0).name).getByRole('cell').allTextContents()).toEqual(['8:00', '89%', '75%', '2'])
    await page.getByRole('heading', { name: '9:00 in 3 entries' }).waitFor()
    await row(person(0).name).getByRole('button').focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('kick-off').waitFor()
    expect(await dialog.getByRole('row').count()).toBe(3)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expectReadable(page)

    // One of many is searched: by key, in a list that neither axe nor the layout faults.
    const chosen = page.getByRole('combobox', { name: 'Person' })
    await chosen.press('ArrowDown')
    await page.getByRole('option', { name: person(0).name }).waitFor()
    await expectReadable(page)
    await chosen.fill(person(0).name.slice(1).toUpperCase())
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '8:00 in 2 entries' }).waitFor()
    await chosen.fill('nobody')
    await page.getByText('Nothing matches').waitFor()
    await page.keyboard.press('Escape')
    expect(await chosen.inputValue()).toBe(person(0).name)
    await chosen.fill('')
    await page.keyboard.press('Tab')
    await page.getByRole('heading', { name: '9:00 in 3 entries' }).waitFor()

    await page.getByRole('combobox', { name: 'By', exact: true }).selectOption('client')
    await row('Acme Corporation').waitFor()
    expect(page.url()).toContain('by=client')
    await row('Acme Corporation').getByRole('button').click()
    await dialog.getByText('kick-off').waitFor()
    await page.keyboard.press('Escape')
    const downloaded = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export CSV' }).click()
    expect((await downloaded).suggestedFilename()).toBe(`hours_by_client_${monday}_${sunday}.csv`)

    await page.getByRole('button', { name: 'Save this report' }).click()
    await page.getByLabel('Name of the report').fill('Clients')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.goto(`${system.origin}/reports`)
    await page.getByRole('link', { name: 'Clients' }).click()
    await row('Acme Corporation').waitFor()

    await page.goto(`${system.origin}/reports`)
    const keys = new CountedKeys(page)
    await keys.choose(page.getByRole('combobox', { name: 'Period' }), 'Last month')
    await keys.choose(page.getByRole('combobox', { name: 'By', exact: true }), 'Person')
    const sums = page.waitForEvent('download')
    await keys.click(page.getByRole('button', { name: 'Export CSV' }))
    expect((await sums).suggestedFilename()).toMatch(/^hours_by_person_/)
    expect(keys.count).toBe(await documentedKeys('Payroll: hours by person of last month, CSV'))
    expect(visit.problems).toEqual([])
  })

  it('show everyone their own time, and nobody else’s', async () => {
    await using visit = await open(person(1).email, `/reports?${period}&by=person&userId=${person(0).userId}`)
    const { page } = visit
    await page.getByRole('heading', { name: '1:00 in 1 entry' }).waitFor()
    expect(await page.getByLabel('Person').count()).toBe(0)
  })
})

describe('the team', () => {
  it('shows a manager who logged what in a week, who is under their hours and who is away', async () => {
    const keeper = await team.as(namedPeople.admin)
    await keeper.absences.put(person(2).userId, monday, { to: tuesday, kind: 'vacation' })
    await using visit = await open(team.manager.email, `/team?week=${week}`)
    const { page } = visit
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row(person(0).name).waitFor()
    expect(await row(person(0).name).getByRole('cell').allTextContents()).toEqual([
      '6:00',
      '2:00',
      ...Array(5).fill('no hours'),
      '8:00 of 40:00',
      '−32:00',
      'Open',
    ])
    expect(await row(person(2).name).textContent()).toContain('VacationVacation')
    expect(await row(person(2).name).textContent()).toContain('0:00 of 24:00')
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Away in this week')
    await page.getByText('1 of 3 people').waitFor()
    await expectReadable(page)
    await row(person(2).name).getByRole('link').press('Enter')
    await page.getByText('There are no hours for these filters.').waitFor()
    expect(visit.problems).toEqual([])
  })
})

describe('people', () => {
  it('are added and changed by an administrator, with the reason for a value that cannot be', async () => {
    await using visit = await open(namedPeople.admin, '/people')
    const { page } = visit
    await page.getByLabel('Search by name').fill(person(0).name)
    await page.getByText(/^1 of \d people/).waitFor()
    await page.getByRole('button', { name: `Edit ${person(0).name}` }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Hours a week').fill('400')
    await dialog.getByLabel('E-mail').fill('nobody')
    await dialog.getByText('must be at most 168').waitFor()
    await dialog.getByLabel('Hours a week').fill('32,5')
    await dialog.getByText('must be an e-mail address').waitFor()
    await expectReadable(page)
    await dialog.getByLabel('E-mail').fill('new@abc.example')
    await dialog.getByLabel('These terms count from').fill(today)
    await page.keyboard.press('Enter')
    await page.getByText(`${person(0).name} is saved.`).waitFor()
    const keeper = await team.as(namedPeople.admin)
    expect(await keeper.people.get(person(0).userId)).toMatchObject({
      expectedHoursPerWeek: 32.5,
      email: 'new@abc.example',
      terms: [{ expectedHoursPerWeek: 40 }, { from: today, expectedHoursPerWeek: 32.5 }],
    })

    await page.getByRole('button', { name: `Absences of ${person(0).name}` }).press('Enter')
    await dialog.getByLabel('From').fill(monday)
    await dialog.getByLabel('To, inclusive').fill(monday)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: /^Remove/ }).press('Enter')
    await dialog.getByText('No absences are recorded.').waitFor()
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1280, height: 900 })
    await expectReadable(page)
    expect(visit.problems).toEqual([])
  })

  it('are drawn near the window only when there are thousands, and all of them on paper', async () => {
    await using visit = await open(namedPeople.admin, '/week')
    const { page } = visit
    await multiply<Person>(page, `${system.api.url}/people`, 400, (sample, index) => ({
      ...sample,
      userId: `load|${index}`,
      name: `Person ${String(index).padStart(5, '0')}`,
    }))
    await page.goto(`${system.origin}/people`)
    const table = page.getByRole('table')
    const rows = table.getByRole('row')
    const edit = (number: string) => page.getByRole('button', { name: `Edit Person 00${number}` })
    await edit('000').focus()
    expect(await table.getAttribute('aria-rowcount')).toBe('401')
    expect(await rows.count()).toBeLessThan(60)
    await page.keyboard.press('End')
    await edit('399').waitFor()
    expect(
      await table
        .getByRole('row')
        .filter({ has: edit('399') })
        .getAttribute('aria-rowindex'),
    ).toBe('401')
    expect(await rows.count()).toBeLessThan(60)
    // The row with the focus stays, and Tab goes on from it.
    expect(await edit('000').evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await edit('100').count()).toBe(0)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await edit('001').evaluate((button) => button === document.activeElement)).toBe(true)
    await page.getByLabel('Search by name').fill('person 00250')
    await page.getByText('1 of 400 people').waitFor()
    await edit('250').waitFor()
    // The manager is one of them too.
    await edit('250').press('Enter')
    const manager = page.getByRole('dialog').getByRole('combobox', { name: 'Manager' })
    await manager.focus()
    await page.keyboard.press('ArrowDown')
    await page.getByText('50 of 399: type more to find others').waitFor()
    await page.keyboard.type('00399')
    const found = page.getByRole('listbox', { name: 'Manager' }).getByRole('option')
    await found.filter({ hasText: '00399' }).waitFor()
    expect(await found.count()).toBe(1)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await manager.inputValue()).toBe('Person 00399')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('option').first().waitFor()
    await page.keyboard.type('person 00123')
    await page.getByRole('option', { name: /^Person 00123/ }).waitFor()
    await page.keyboard.press('Enter')
    await edit('123').waitFor()
    await page.getByLabel('Search by name').fill('')
    await page.getByText('400 of 400 people').waitFor()
    await page.emulateMedia({ media: 'print' })
    await table.locator('tr[aria-rowindex="200"]').waitFor()
    expect(await rows.count()).toBe(401)
    expect(visit.problems).toEqual([])
  })

  it('are added from those who signed in without being in the roster', async () => {
    await (await team.as(namedPeople.contractor)).me()
    await using visit = await open(namedPeople.admin, '/people')
    const { page } = visit
    const newcomer = page.getByRole('listitem').filter({ hasText: namedPeople.contractor })
    const keys = new CountedKeys(page)
    await keys.click(newcomer.getByRole('button', { name: 'Add to the roster' }))
    await page.getByRole('dialog').getByLabel('Name').fill('John Okafor')
    await keys.press('Enter')
    expect(keys.count).toBe(await documentedKeys('Administrator: add a person who signed in'))
    await page.getByText('John Okafor is saved.').waitFor()
    await newcomer.waitFor({ state: 'detached' })
  })
})

describe('imports', () => {
  it('show what a CSV file of people would change, store it on request, and keep what it does not name', async () => {
    await using visit = await open(namedPeople.admin, '/people')
    const { page } = visit
    const changes: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PUT') changes.push(new URL(request.url()).pathname)
    })
    await page.getByRole('link', { name: 'Import CSV' }).press('Enter')
    await page.getByRole('heading', { name: 'Import people' }).waitFor()
    const { userId, name } = person(2)
    const lines = [
      'userId;name;type;expectedHoursPerWeek;activeFrom;Team',
      `${userId};${name};employee;30,5;2026-01-01;blue`,
    ]
    const text = page.getByLabel('Or paste the rows')
    await text.fill(lines.join('\n'))
    await page.getByRole('button', { name: 'Show what would change' }).press('Enter')
    await page.getByText('There is no column kind (kind: employee or contractor).').waitFor()
    await expectReadable(page)

    lines[0] = lines[0]?.replace('type', 'kind') ?? ''
    const more = ['auth0|zoe;Zoë Lang;contractor;16;2026-01-01;', 'auth0|x;X;worker;16;2026-01-01;']
    await page.getByLabel('CSV file').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([...lines, ...more].join('\r\n'), 'latin1'),
    })
    await page.getByRole('alert').getByText('Line 3: the line is not UTF-8').waitFor()
    await page.getByRole('combobox', { name: 'Encoding' }).selectOption('windows-1252')
    await page.getByText('1 new, 1 changed, 1 rejected. Nothing is stored yet.').waitFor()
    const row = (words: string) => page.getByRole('row').filter({ hasText: words })
    await row('Team').getByText('Ignored').waitFor()
    await row(name).getByText('expectedHoursPerWeek: 40 → 30.5').waitFor()
    await row('Zoë Lang').getByText('New').waitFor()
    expect(await row('auth0|x').getByRole('cell').allTextContents()).toEqual([
      '4',
      'Rejected',
      'kind: must be one of employee, contractor',
    ])
    await expectReadable(page)
    expect(changes).toEqual([])

    await page.getByRole('button', { name: 'Store 2 rows' }).press('Enter')
    await page.getByText('2 stored.').waitFor()
    await row('Zoë Lang').getByText('Stored').waitFor()
    expect(changes).toHaveLength(2)
    const keeper = await team.as(namedPeople.admin)
    expect(await keeper.people.get(userId)).toMatchObject({
      expectedHoursPerWeek: 30.5,
      managerId: team.manager.userId,
    })
    expect(await keeper.people.get('auth0|zoe')).toMatchObject({ name: 'Zoë Lang', kind: 'contractor' })
    expect(visit.problems).toEqual([])
  })

  it('show what a CSV file of projects would change, in German', async () => {
    await using visit = await open(namedPeople.admin, '/projects/import', 'de-DE')
    const { page } = visit
    await page.getByLabel('Oder Zeilen einfügen').fill('code\tname\nACME-42\tAcme: app\nACME-42\tAcme: app')
    await page.getByRole('button', { name: 'Änderungen anzeigen' }).press('Enter')
    await page.getByText('1 geändert, 1 abgelehnt. Noch ist nichts gespeichert.').waitFor()
    await page.getByText('name: Acme: mobile app → Acme: app').waitFor()
    await page.getByText('steht schon in einer früheren Zeile').waitFor()
    await expectReadable(page)
    const downloaded = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Katalog als CSV herunterladen' }).press('Enter')
    expect((await downloaded).suggestedFilename()).toBe(`projects_${today}.csv`)
    expect(visit.problems).toEqual([])
  })
})

describe('projects', () => {
  it('are added, changed and removed by an administrator, with clients, dates and rates', async () => {
    await using visit = await open(namedPeople.admin, '/people')
    const { page } = visit
    const menu = page.getByRole('button', { name: 'Manage' })
    const link = page.getByRole('link', { name: 'Projects' })
    await menu.press('Enter')
    await link.focus()
    await page.keyboard.press('Escape')
    expect(await menu.evaluate((button) => button === document.activeElement)).toBe(true)
    await menu.press('Enter')
    await link.press('Enter')
    await link.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Add a project' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Kawa: warehouse')
    await dialog.getByLabel('Code').fill('KAWA-8')
    await dialog.getByLabel('Client').fill('Kawa Robotics')
    await dialog.getByLabel('Employees').fill('95')
    await dialog.getByLabel('Budget in hours').fill('1:65')
    await page.keyboard.press('Enter')
    await dialog.getByText('must be an ISO 4217 currency').waitFor()
    await dialog.getByText('must be a finite number').waitFor()
    await dialog.getByLabel('Budget in hours').fill('80')
    await dialog.getByLabel('Currency').fill('eur')
    await expectReadable(page)
    await dialog.getByLabel('Currency').press('Enter')
    await page.getByText('Kawa: warehouse is saved.').waitFor()
    const row = page.getByRole('row').filter({ hasText: 'Kawa: warehouse' })
    await row.getByText('€95.00').waitFor()
    await row.getByText('0:00 of 80:00, 0%').waitFor()
    // Seven hours are logged on this project.
    const keeper = await team.as(namedPeople.admin)
    await keeper.projects.put('ACME-42', { name: 'Acme: mobile app', budgetHours: 6.5 })
    await keeper.projects.put('INTERNAL', {
      name: 'Leading and planning',
      billable: false,
      budgetHours: 2.25,
    })
    await page.reload()
    const used = (name: string) => page.getByRole('row').filter({ hasText: name })
    await used('Acme: mobile app').getByText('7:00 of 6:30, 108%').waitFor()
    await used('Acme: mobile app').getByText('Over budget by 0:30').waitFor()
    await used('Leading and planning').getByText('2:00 of 2:15, 89%').waitFor()
    await used('Leading and planning').getByText('Nearly used up').waitFor()
    await row.getByRole('button').press('Enter')
    await dialog.getByRole('button', { name: 'Remove from the catalogue' }).click()
    await dialog.getByRole('button', { name: 'Remove it' }).click()
    await row.waitFor({ state: 'detached' })
    await expectReadable(page)
    expect(visit.problems).toEqual([])
  })
})

it('is not there for who may not do any of this', async () => {
  await using visit = await open(person(1).email, '/people')
  const { page } = visit
  await page.getByText('This page does not exist').waitFor()
  expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual([
    'Week',
    'Month',
    'Entries',
    'Reports',
  ])
})

it('shows hours, colours, language and time zone as a person has chosen, also after a reload', async () => {
  await using visit = await open(person(0).email, '/week')
  const { page } = visit
  await page.getByRole('link', { name: `Profile of ${person(0).name}` }).press('Enter')
  await page.getByText(team.manager.email).or(page.getByText('your manager')).first().waitFor()
  await page.getByRole('button', { name: 'New address' }).press('Enter')
  const address = await page.getByRole('textbox', { name: 'Address, shown only now' }).inputValue()
  expect(await (await fetch(address)).text()).toContain('BEGIN:VCALENDAR')
  await expectReadable(page)
  await page.getByRole('button', { name: 'Withdraw the address' }).press('Enter')
  await page.getByText('The address stopped working.').waitFor()
  expect((await fetch(address)).status).toBe(404)
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark')
  await page.getByRole('combobox', { name: 'Hours' }).selectOption('7.50 (decimal)')
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Pacific/Kiritimati')
  await page.getByRole('main').getByRole('combobox', { name: 'Language' }).selectOption('Deutsch')
  await page.getByRole('button', { name: 'Alle Tasten anzeigen' }).click()
  await page.getByRole('dialog', { name: 'Tastatur' }).waitFor()
  await page.goto(`${system.origin}/week/${week}`)
  await page.locator('.cell-text').getByText('6,00').waitFor()
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(18, 20, 24)')
  const tomorrow = new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)
  await page.keyboard.press('t')
  await page.waitForURL(`**/week/${weekOf(tomorrow)}`)
  expect(visit.problems).toEqual([])
})

describe('settings', () => {
  it('change the policy, with the effect shown before, and the reason for a value that cannot be', async () => {
    await using visit = await open(namedPeople.admin, '/settings')
    const { page } = visit
    await page.getByLabel('Most hours on a day').fill('25')
    await page.getByLabel('Days that can be logged ahead').fill('10')
    await page.getByText('must be at most 24').waitFor()
    await page.getByLabel('Most hours on a day').fill('16')
    await page.getByText('Most hours on a day: 24 → 16').waitFor()
    await expectReadable(page)
    await page.getByLabel('Most hours on a day').press('Enter')
    await page.getByText('The policy is saved.').waitFor()
    const keeper = await team.as(namedPeople.admin)
    expect(await keeper.policy.get()).toMatchObject({ maxHoursPerDay: 16, maxDaysAhead: 10 })

    await page.getByRole('link', { name: 'Audit log' }).press('Enter')
    const newest = page.getByRole('row').nth(1)
    await newest.getByText('Policy changed').waitFor()
    await newest.getByText('You', { exact: true }).waitFor()
    await newest.getByText('Most hours on a day: 24:00 → 16:00').waitFor()
    await expectReadable(page)
    await keeper.projects.put('GONE-1', { name: 'Gone' })
    await keeper.projects.delete('GONE-1')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Projects')
    await newest.getByText('Project removed').waitFor()
    await page.getByLabel('To, inclusive').fill('2026-01-01')
    await page.getByText('No changes match.').waitFor()
    expect(visit.problems).toEqual([])
  })

  it('keep what was typed when somebody else changes the policy, and let a person choose', async () => {
    const keeper = await team.as(namedPeople.admin)
    await using visit = await open(namedPeople.admin, '/settings')
    const { page } = visit
    await page.getByLabel('Most hours on a day').fill('14')
    await keeper.policy.update({ maxHoursPerDay: 13, weeklyWarningHours: 55 })
    await page.getByLabel('Most hours on a day').press('Enter')
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else has changed the policy' })
    await conflict.getByText('Most hours on a day: yours 14, theirs 13').waitFor()
    await expectReadable(page)
    await conflict.getByRole('button', { name: 'Keep mine' }).press('Enter')
    await page.getByText('The policy is saved.').waitFor()
    expect(await keeper.policy.get()).toMatchObject({ maxHoursPerDay: 14, weeklyWarningHours: 55 })

    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Add a calendar' }).press('Enter')
    await dialog.getByLabel('Name').fill('DE-BE')
    await dialog.getByLabel('Holidays').fill('2099-12-24 Heiligabend, halb\nWeihnachten')
    await page.keyboard.press('Tab')
    await dialog.getByText('Line 2 has no date and name').waitFor()
    await dialog.getByLabel('Holidays').fill('2099-12-24 Heiligabend, halb\n2099-12-25;Weihnachten')
    await expectReadable(page)
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await page.getByText('2 days').waitFor()
    await page.getByRole('button', { name: 'Add a source' }).press('Enter')
    await dialog.getByLabel('Name of the source').fill('erp')
    await dialog.getByLabel('Clients').fill('m2m-push, m2m-office')
    await keeper.policy.update({ sources: [{ name: 'hr', clients: [], externalIds: 'overall' }] })
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Keep mine' }).press('Enter')
    await page.getByText('m2m-push · m2m-office · are unique overall').waitFor()
    const days = [
      { date: '2099-12-24', name: 'Heiligabend', half: true },
      { date: '2099-12-25', name: 'Weihnachten' },
    ]
    expect(await keeper.policy.get()).toMatchObject({
      holidayCalendars: [{ name: 'DE-BE', days }],
      sources: [{ name: 'hr' }, { name: 'erp', clients: ['m2m-push', 'm2m-office'] }],
    })
    await page.getByRole('button', { name: 'Edit DE-BE' }).press('Enter')
    await dialog.getByRole('button', { name: 'Remove' }).press('Enter')
    await dialog.getByRole('button', { name: 'Remove it' }).press('Enter')
    await page.getByRole('button', { name: 'Edit DE-BE' }).waitFor({ state: 'detached' })
    // The browser reports each 412.
    expect(visit.problems.filter((problem) => !problem.includes('412'))).toEqual([])
  })

  it('deliver events to a webhook, test, pause, skip, repeat and remove it, and say what failed', async () => {
    const machine = await machineToken(system.issuer.issuer, 'm2m-office')
    const office = clientWith(system.api.url, machine)
    const receiver = new Receiver()
    await using started = new AsyncDisposableStack()
    started.defer(() => receiver.remove())
    await receiver.start()
    const visit = started.use(await open(namedPeople.admin, '/settings/webhooks'))
    const { page } = visit
    await page.getByText('You may not read all of these').waitFor()
    expect(await page.getByRole('button', { name: 'Add a webhook' }).count()).toBe(0)
    // No one in the demo administers and reads everyone: the same person, with both permissions.
    await page.route(`${system.api.url}/me`, async (route) => {
      const response = await route.fetch()
      const me = await response.json()
      const scopes = [...me.scopes, 'approve:timesheets', 'approve:any']
      await route.fulfill({ response, json: { ...me, scopes } })
    })
    await page.route(`${system.api.url}/webhooks**`, (route) => {
      const headers = { ...route.request().headers(), authorization: `Bearer ${machine}` }
      return route.continue({ headers })
    })
    // The pages of every permission are on one line.
    for (const language of ['de', 'en']) {
      await page.goto(`${system.origin}/settings/webhooks?language=${language}`)
      await page.getByRole('button', { name: /^(Manage|Verwaltung)$/ }).waitFor()
      expect((await page.getByRole('banner').boundingBox())?.height).toBeLessThan(60)
    }

    await page.getByRole('button', { name: 'Add a webhook' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Address').fill('no address')
    await page.keyboard.press('Enter')
    await dialog.getByText('must be').waitFor()
    await dialog.getByLabel('Address').fill(receiver.url)
    await dialog.getByRole('checkbox', { name: 'entry.*' }).check()
    await expectReadable(page)
    await dialog.getByLabel('Address').press('Enter')
    receiver.secret = await page.getByRole('textbox', { name: 'The secret' }).inputValue()
    await expectReadable(page)
    await page.getByRole('button', { name: 'Close' }).press('Enter')
    await receiver.kill()
    await receiver.start()
    const card = page.getByRole('region', { name: receiver.url })
    const press = (name: string) => card.getByRole('button', { name, exact: true }).press('Enter')
    await press('Send a test')
    await page.getByText('The endpoint received the test: it responded with 204.').waitFor()

    const member = await team.as(person(2).email)
    const { id } = await member.entries.create({ date: today, project: 'INTERNAL', hours: 1 })
    const isOfEntry = ({ sequence, isVerified }: Received) => sequence > 0 && isVerified
    await receiver.until((received) => received.some(isOfEntry))
    await receiver.kill()
    await member.entries.delete(id)
    let hookId = ''
    for await (const hook of office.webhooks.list()) hookId = hook.id
    const failing = async () => (await office.webhooks.get(hookId)).failingEvent
    await expect.poll(failing).not.toBeNull()
    const event = await failing()
    await page.reload()
    await card.getByText(`Event ${event} could not be delivered`).waitFor()
    await expectReadable(page)
    await press(`Skip event ${event}`)
    await card.getByText(`Delivered through event ${event}`).waitFor()
    await press('Pause')
    await card.getByText('Paused').waitFor()
    await receiver.start()
    await press('Resume')
    await card.getByText('Active').waitFor()
    const before = receiver.received().length
    await card.getByText('Deliver again').first().press('Enter')
    await card.getByLabel('Deliver again what came after event').fill(String((event ?? 0) - 2))
    await page.keyboard.press('Enter')
    await page.getByText(`Events after ${(event ?? 0) - 2} will be delivered again.`).waitFor()
    await receiver.until((received) => received.slice(before).filter(isOfEntry).length >= 2)
    await card.getByText('Last deliveries').press('Enter')
    const attempts = (words: string) => card.getByRole('row').filter({ hasText: words })
    await attempts('webhook.test').getByText('Delivered: the endpoint responded with 204').waitFor()
    await attempts(`#${event}`).filter({ hasText: 'could not be reached' }).first().waitFor()
    await expectReadable(page)
    const again = card.getByRole('button', { name: /^From event/ }).first()
    const first = Number((await again.textContent())?.replace('From event ', ''))
    await again.press('Enter')
    await page.getByText(`Events after ${first - 1} will be delivered again.`).waitFor()
    await press('New secret')
    const renewed = await page.getByRole('textbox', { name: 'The secret' }).inputValue()
    expect(renewed).not.toBe(receiver.secret)
    await page.getByRole('button', { name: 'Close' }).press('Enter')
    await press('Remove')
    await press('Remove it')
    await card.waitFor({ state: 'detached' })
    expect(visit.problems).toEqual([])
  })
})

it('shows an administrator what is in the way of closing a month, and closes and reopens it with a reason', async () => {
  await using visit = await open(namedPeople.admin, '/payroll')
  const { page } = visit
  await page.getByRole('heading', { name: /in the way of closing/ }).waitFor()
  await page
    .getByRole('row')
    .filter({ hasText: person(1).name })
    .first()
    .waitFor()
  const close = page.getByRole('button', { name: 'Close it anyway' })
  await close.press('Enter')
  await page.getByRole('alert').getByText('Enter a reason.').waitFor()
  await expectReadable(page)
  await page.getByLabel('Why is it closed').fill('Everyone was on holiday')
  const keys = new CountedKeys(page)
  await keys.press('Enter')
  expect(keys.count).toBe(await documentedKeys('Administrator: close a month with a reason'))
  await page.getByText(/ is closed\.$/).waitFor()
  await page.getByText('Although weeks were in the way: Everyone was on holiday').waitFor()
  await page.getByText('Reopen the month').first().click()
  await expectReadable(page)
  await page.getByLabel('Why is it reopened?').fill('Hours came late')
  await page.keyboard.press('Enter')
  await page.getByText(/ is open again\.$/).waitFor()
  await page.getByText(/^Reopened by .*: Hours came late$/).waitFor()
  expect(visit.problems).toEqual([])
})

it('shows payroll the amounts by currency, and line by line what a closing will change and has changed', async () => {
  const month = addMonths(today.slice(0, 7), -1)
  const date = `${month}-14`
  const [keeper, payroll] = await Promise.all([team.as(namedPeople.admin), team.as(namedPeople.payroll)])
  const rates = { currency: 'EUR', employee: 100, contractor: 100, from: `${month}-01` }
  const put = (client: string) => keeper.projects.put('KAWA-9', { name: 'Kawa: robots', client, rates })
  const approved = async (index: number, project: string, hours: number) => {
    const member = await team.as(person(index).email)
    await member.entries.create({ date, project, hours })
    await member.weeks.submit(weekOf(date))
    await payroll.weeks.approve(person(index).userId, weekOf(date))
  }
  const forced = { force: true, reason: 'The others are ill' }
  await put('Kawa')
  await approved(0, 'KAWA-9', 4)
  await payroll.periods.close(month, forced)
  await payroll.periods.reopen(month, 'The client was renamed')
  await put('Kawa Robotics')
  await approved(1, 'INTERNAL', 1.5)

  await using visit = await open(namedPeople.payroll, `/payroll?month=${month}`)
  const { page } = visit
  await page.getByText('Approved so far: 1:30 without a rate · €400.00').waitFor()
  const expectChanges = async (title: RegExp) => {
    // The newest closing is the first.
    const shown = page.getByRole('group').filter({ hasText: title }).first()
    await shown.getByText(title).press('Enter')
    await shown.getByText('2 lines differ, 1:30 more in all').waitFor()
    await shown.getByText('Kawa → Kawa Robotics').waitFor()
    const added = shown.getByRole('row').filter({ hasText: 'Added' })
    expect(await added.getByRole('cell').allTextContents()).toEqual(
      expect.arrayContaining(['none', '1:30', '']),
    )
  }
  await expectChanges(/^What closing the month now would change since closing \d/)
  await expectReadable(page)

  let goOn = () => {}
  const isHeld = new Promise<void>((resolve) => {
    goOn = resolve
  })
  await page.route('**/close', async (route) => {
    await isHeld
    await route.continue()
  })
  await page.getByLabel('Why is it closed').fill('The others are ill')
  await page.keyboard.press('Enter')
  await page.getByText(/^Closing .*: the lines of everyone’s approved hours are being kept\.$/).waitFor()
  await page.getByText(/^\d s$/).waitFor()
  goOn()
  await page.getByText(/ is closed\.$/).waitFor()
  await page.getByText('1:30 without a rate · €400.00').waitFor()
  await expectChanges(/^What changed since closing \d/)
  await expectReadable(page)

  const { from, to } = daysOfMonth(month)
  await page.goto(`${system.origin}/reports?from=${from}&to=${to}&by=project`)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await row('Kawa: robots').first().getByText('€400.00').waitFor()
  await row('Total').getByText('1:30 without a rate').waitFor()
  await expectReadable(page)
  expect(visit.problems).toEqual([])
})
