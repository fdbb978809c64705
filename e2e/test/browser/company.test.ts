import { namedPeople } from 'dev-issuer'
import type { Page } from 'playwright-core'
import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../../support/axe.ts'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import { layoutFaults } from '../../support/layout.ts'
import { addTeam, type Team } from '../../support/team.ts'
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
  ;[system, browser] = await Promise.all([startWebSystem(), startBrowser()])
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
afterAll(async () => {
  await browser?.[Symbol.asyncDispose]()
  await system?.[Symbol.asyncDispose]()
})

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
    await page.keyboard.press('Escape')
    await expectReadable(page)

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
    await page.keyboard.press('Enter')
    await page.goto(`${system.origin}/reports`)
    await page.getByRole('link', { name: 'Clients' }).click()
    await row('Acme Corporation').waitFor()
    expect(visit.problems).toEqual([])
  })

  it('show everyone their own time, and nobody else’s', async () => {
    await using visit = await open(person(1).email, `/reports?${period}&by=person&userId=${person(0).userId}`)
    const { page } = visit
    await page.getByRole('heading', { name: '1:00 in 1 entry' }).waitFor()
    expect(await page.getByLabel('Person').count()).toBe(0)
  })
})
