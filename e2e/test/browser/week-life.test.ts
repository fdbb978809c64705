import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import { addTeam, type Team } from '../../support/team.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'
import { signIn, WeekPageObject } from '../../support/week-page.ts'

const today = new Date().toISOString().slice(0, 10)
const week = weekOf(addDays(today, -7))
const dates = datesOfWeek(week)
const [monday, tuesday] = dates as [string, string]
const wide = { viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' }

let system: WebSystem
let browser: TestBrowser
let team: Team
let rest: Iterator<Team['members'][number]>

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), sharedBrowser()])
  team = await addTeam({ api: system.api.url, issuer: system.issuer.issuer, size: 6 })
  rest = team.members.values()
})
afterAll(() => system?.[Symbol.asyncDispose]())

// Each test is somebody else, so that none sees another's week.
function somebody() {
  const { value } = rest.next()
  if (!value) throw new Error('there are more tests than people')
  return value
}

async function openWeek(login: string) {
  const visit = await browser.open(wide)
  await signIn(visit.page, system.origin, login, `/week/${week}`)
  return {
    visit,
    page: visit.page,
    grid: new WeekPageObject(visit.page),
    [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose](),
  }
}

describe('the life of a week', () => {
  it('is submitted by Ctrl+Enter out of a cell, with what was just typed, and says before what is missing', async () => {
    const person = somebody()
    const client = await team.as(person.email)
    await client.entries.create({ date: monday, project: 'ACME', hours: 8 })
    await using opened = await openWeek(person.email)
    const { page, grid } = opened
    await grid.row('ACME').waitFor()
    await page.getByText('8:00 of 40:00 will be submitted. 32:00 less than expected.').waitFor()
    await grid.cell('ACME', 1).click()
    await page.keyboard.type('7:30')
    await page.keyboard.press('Control+Enter')
    await grid.banner.getByText(/^Submitted on .* It waits for approval/).waitFor()
    expect(await grid.weekStatus.textContent()).toBe('Submitted')
    expect(await client.weeks.get('me', week)).toMatchObject({ status: 'submitted', totalHours: 15.5 })
    expect(opened.visit.problems).toEqual([])
  })

  it('keeps a submitted week locked, its cells reachable with the reason, until it is recalled', async () => {
    const person = somebody()
    const client = await team.as(person.email)
    await client.entries.create({ date: monday, project: 'ACME', hours: 8 })
    await using opened = await openWeek(person.email)
    const { page, grid } = opened
    await grid.row('ACME').waitFor()
    await grid.submit()
    const cell = grid.cell('ACME', 0)
    await cell.click()
    await page.keyboard.press('ArrowRight')
    expect(await grid.cell('ACME', 1).evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await cell.getAttribute('aria-readonly')).toBe('true')
    const described = (await cell.getAttribute('aria-describedby')) ?? ''
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/is submitted: recall it/)
    await page.keyboard.press('Enter')
    expect(await page.locator('.cell-input').count()).toBe(0)
    await grid.status.getByText(/is submitted: recall it/).waitFor()
    expect(await page.getByRole('button', { name: 'Add a project' }).count()).toBe(0)

    // The button has gone with the banner: the focus is in the page, and not at its top.
    await page.getByRole('button', { name: grid.texts.life.recall }).press('Enter')
    await grid.weekStatus.getByText(grid.texts.week.status.open).waitFor()
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
    await grid.type('ACME', 0, '6')
    await grid.allSaved()
    const { data } = await client.entries.page({ from: monday, to: tuesday })
    expect(data.map(({ hours }) => hours)).toEqual([6])
  })

  it('shows at once who rejected it and why, and can be submitted again', async () => {
    const person = somebody()
    const client = await team.as(person.email)
    await client.entries.create({ date: monday, project: 'ACME', hours: 8 })
    await client.weeks.submit(week)
    const manager = await team.as(team.manager.email)
    await manager.weeks.reject(person.userId, week, 'The Tuesday is missing')
    await using opened = await openWeek(person.email)
    const { page, grid } = opened
    const banner = page.getByRole('region', { name: 'Rejected' })
    await banner.getByText(/^Rejected by your manager on /).waitFor()
    await banner.getByText('The Tuesday is missing').waitFor()
    // Every other week says so too, and leads here.
    await page.keyboard.press(']')
    await page.getByText(`Week ${Number(week.slice(6))} was rejected.`).waitFor()
    await page.getByRole('link', { name: 'Open the week' }).click()
    await banner.waitFor()
    await grid.type('ACME', 1, '8')
    await grid.submit()
    await manager.weeks.approve(person.userId, week)
    await page.reload()
    await grid.banner.getByText(/^Approved by your manager on .* can’t be changed any more/).waitFor()
    expect(await page.getByRole('button', { name: 'Recall' }).count()).toBe(0)

    await page.getByRole('button', { name: 'History' }).click()
    const items = page.getByRole('dialog', { name: 'History of this week' }).getByRole('listitem')
    await items.first().getByText('Your manager: approved the week').waitFor()
    const words = await items.allTextContents()
    expect(words.map((text) => text.replace(/(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? \d.*/, ''))).toEqual([
      'Your manager: approved the week with 16:00',
      'You: submitted the week with 16:00',
      'You: logged 8:00 for ACME on ',
      'Your manager: rejected the week“The Tuesday is missing”',
      'You: submitted the week with 8:00',
      'You: logged 8:00 for ACME on ',
    ])
  })

  it('does not submit hours that the person does not see, and shows them', async () => {
    const person = somebody()
    const client = await team.as(person.email)
    await client.entries.create({ date: monday, project: 'ACME', hours: 8 })
    await using opened = await openWeek(person.email)
    const { page, grid } = opened
    await grid.row('ACME').waitFor()
    await client.entries.create({ date: monday, project: 'ELSEWHERE', hours: 2 })
    await page.getByRole('button', { name: 'Submit week' }).click()
    await page
      .getByRole('alert')
      .getByText(/changed elsewhere/)
      .waitFor()
    await grid.row('ELSEWHERE').waitFor()
    await grid.submit()
    expect((await client.weeks.get('me', week)).totalHours).toBe(10)
  })

  it('says so where a save meets a week that was locked meanwhile, and keeps what was typed', async () => {
    const person = somebody()
    const client = await team.as(person.email)
    await client.entries.create({ date: monday, project: 'ACME', hours: 8 })
    await using opened = await openWeek(person.email)
    const { grid } = opened
    await grid.row('ACME').waitFor()
    await client.weeks.submit(week)
    await grid.type('ACME', 0, '6')
    await grid.problems.getByText(/is submitted: recall it/).waitFor()
    await grid.banner.getByText('It waits for approval').waitFor()
    await grid.status.getByText('1 cell needs you').waitFor()
    await grid.recall()
    await grid.problems.getByRole('button', { name: 'Try again' }).click()
    await grid.allSaved()
    const { data } = await client.entries.page({ from: monday, to: monday })
    expect(data.map(({ hours }) => hours)).toEqual([6])
  })

  it('shows the history of an entry in its details', async () => {
    const person = somebody()
    const client = await team.as(person.email)
    const entry = await client.entries.create({ date: monday, project: 'ACME', hours: 8 })
    await client.entries.update(entry.id, { hours: 7.5, note: 'review' })
    await using opened = await openWeek(person.email)
    const { page, grid } = opened
    await grid.cell('ACME', 0).click()
    await page.keyboard.press('Shift+F2')
    const dialog = page.getByRole('dialog', { name: /^ACME/ })
    await dialog.getByText('History').click()
    const newest = dialog.getByRole('listitem').first()
    await newest.getByText(/^You: changed ACME on/).waitFor()
    expect(await newest.getByRole('listitem').allTextContents()).toEqual([
      'hours: 8:00 → 7:30',
      'note: nothing → “review”',
    ])
  })
})
