import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { demoPassword, namedPeople, people } from 'dev-issuer'
import type { Page } from 'playwright-core'
import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser, type TestBrowser } from '../../support/browser.ts'
import { CountedKeys } from '../../support/counted-keys.ts'
import { root } from '../../support/programs.ts'
import { personToken } from '../../support/tokens.ts'
import { overrideSettings, startWebSystem, type WebSystem } from '../../support/web.ts'
import { signIn, signInByForm, WeekPageObject } from '../../support/week-page.ts'
import { compose, itTakesWhatIsTyped } from './week-typing.ts'

const today = new Date().toISOString().slice(0, 10)
const week = weekOf(today)
const dates = datesOfWeek(week)
const day = dates.indexOf(today)
const wide = { viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' }

let system: WebSystem
let browser: TestBrowser

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), startBrowser()])
})
afterAll(async () => {
  await browser?.[Symbol.asyncDispose]()
  await system?.[Symbol.asyncDispose]()
})

// Each test is somebody else, so that none sees another's hours.
const members = people.filter((person) => person.role === 'member').values()
function somebody(): string {
  const { value } = members.next()
  if (!value) throw new Error('there are more tests than people')
  return value.email
}

async function clientOf(login: string) {
  const token = await personToken(system.issuer.issuer, login)
  return createTimesheetsClient({ baseUrl: system.api.url, tokenProvider: staticToken(token) })
}

async function openWeek(login: string, path = `/week/${week}`) {
  const visit = await browser.open(wide)
  await signIn(visit.page, system.origin, login, path)
  return {
    visit,
    page: visit.page,
    grid: new WeekPageObject(visit.page),
    [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose](),
  }
}

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

describe('the week', () => {
  it('is filled by keyboard alone, from sign-in to the last day', async () => {
    const login = somebody()
    await using visit = await browser.open(wide)
    const { page } = visit
    const { keyboard } = page
    const grid = new WeekPageObject(page)
    await page.goto(system.origin)
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await page.getByLabel('Email').waitFor()
    await keyboard.type(login)
    await keyboard.press('Tab')
    await keyboard.type(demoPassword)
    await keyboard.press('Enter')
    await page.getByText('Nothing is logged').waitFor()
    await keyboard.press('n')
    await page.getByRole('searchbox', { name: 'Project' }).waitFor()
    await keyboard.type('ACME-42')
    await keyboard.press('Enter')
    await grid.row('ACME-42').waitFor()
    await keyboard.press('Home')
    await keyboard.press('ArrowRight')
    for (const text of ['8', '7.5', '7:30', '7h30', '90m']) {
      await keyboard.type(text)
      await keyboard.press('Tab')
    }
    await keyboard.type('7,5')
    await keyboard.press('Enter')
    await grid.allSaved()

    const entries = await (await clientOf(login)).entries.page({ from: dates[0], to: dates[6] })
    expect(entries.data.map(({ date, hours }) => [dates.indexOf(date), hours])).toEqual([
      [0, 8],
      [1, 7.5],
      [2, 7.5],
      [3, 7.5],
      [4, 1.5],
      [5, 7.5],
    ])
    expect(await page.locator('.summary-total').textContent()).toBe('39:30')
    expect(visit.problems).toEqual([])
  })

  it('takes five equal days on one project in at most 12 keys, from the open page', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: addDays(dates[0] ?? today, -7), project: 'ACME-42', hours: 1 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await page.getByRole('button', { name: 'Add ACME-42' }).waitFor()
    const keys = new CountedKeys(page)
    await keys.press('n')
    await page.getByRole('option', { name: 'ACME-42' }).waitFor()
    await keys.press('ArrowDown', 'Enter')
    await grid.row('ACME-42').waitFor()
    await keys.press('Home', 'ArrowRight', '8', 'Enter', 'Control+r')
    await grid.status.getByText('Filled 4 cells.').waitFor()
    await grid.allSaved()
    const { data } = await client.entries.page({ from: dates[0], to: dates[6] })
    expect(data.map(({ date, hours }) => [date, hours])).toEqual(dates.slice(0, 5).map((date) => [date, 8]))
    expect(keys.count).toBeLessThanOrEqual(12)

    // As in a spreadsheet, the corner of a cell is drawn; and a favourite comes first from now on.
    await grid.cell('ACME-42', 4).click()
    await grid.row('ACME-42').locator('.fill-handle').dragTo(grid.cell('ACME-42', 6))
    await grid.status.getByText('Filled 2 cells.').waitFor()
    await page.keyboard.press('Control+z')
    await grid.addProject('NEWER')
    await page.keyboard.press('Home')
    await page.keyboard.press('f')
    await page.getByRole('button', { name: 'Favourite: NEWER', pressed: true }).waitFor()
    await page.keyboard.press('[')
    await grid.cell('ACME-42', 0).getByText('1:00').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('listbox').getByRole('option').first().getByText('NEWER').waitFor()
    expect(opened.visit.problems).toEqual([])
  })

  it('times work by key from any page, over a reload, and proposes the rounded entry', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 1 })
    // Where it is noon: the hours before are of today as well.
    const hour = new Date().getUTCHours()
    await using visit = await browser.open({
      ...wide,
      timezoneId: `Etc/GMT${hour < 12 ? '-' : '+'}${Math.abs(12 - hour)}`,
    })
    const { page } = visit
    const grid = new WeekPageObject(page)
    const startedBefore = async (minutes: number) => {
      await page.keyboard.press('p')
      await page.getByRole('option', { name: 'ACME' }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Stop the timer: ACME, 0:00' }).waitFor()
      await page.evaluate((ms) => {
        const name = Object.keys(localStorage).find((key) => key.startsWith('timesheets:timer:')) ?? ''
        const timer = JSON.parse(localStorage.getItem(name) ?? '{}')
        const startedAt = new Date(Date.parse(timer.startedAt) - ms).toISOString()
        localStorage.setItem(name, JSON.stringify({ ...timer, startedAt }))
      }, minutes * 60_000)
      await page.reload()
    }
    await signIn(page, system.origin, login, '/month')
    await page.getByText('By project').waitFor()
    await startedBefore(100)
    await page.getByRole('button', { name: 'Stop the timer: ACME, 1:40' }).waitFor()
    await page.keyboard.press('p')
    const dialog = page.getByRole('dialog')
    const second = dialog.getByRole('group', { name: 'Entry 2' })
    expect(await second.getByLabel('Hours').inputValue()).toBe('1:45')
    await second.getByLabel('Note').fill('timed')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await grid.allSaved()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map(({ hours, note }) => [hours, note])).toEqual([
      [1, undefined],
      [1.75, 'timed'],
    ])

    await page.getByRole('button', { name: 'Start timer' }).waitFor()
    await startedBefore(3 * 24 * 60)
    await page.getByText(/The timer for ACME has been running since/).waitFor()
    await page.getByRole('button', { name: 'Enter the hours' }).click()
    await page.waitForURL(`**/week/${weekOf(addDays(today, -3))}`)
    expect(await dialog.getByLabel('Hours').inputValue()).toBe('8:00')
    await dialog.getByRole('button', { name: 'Discard the timer' }).click()
    await page.getByRole('button', { name: 'Start timer' }).waitFor()
    expect(await page.getByText('Did you forget').count()).toBe(0)
    expect(visit.problems).toEqual([])
  })

  it('tells as it is typed why something is refused, in the words of the API, and keeps it in the cell', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'OTHER', hours: 7 })
    await client.entries.create({ date: today, project: 'ACME', hours: 1 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    const cell = grid.cell('ACME', day)
    for (const [text, reason] of [
      ['0:10', /10 minutes, not a multiple of 15/],
      ['25', /a day has 24/],
      ['-2', /an entry has more than 0/],
      ['0.001', /use a whole number of minutes/],
      ['soon', /is not a time/],
      ['18', /would have 25 hours; the maximum is 24/],
    ] as const) {
      await cell.click()
      await page.keyboard.press('Enter')
      await page.keyboard.type(text)
      await page.locator('.hint-error').getByText(reason).waitFor()
      await page.keyboard.press('Enter')
      expect(await cell.locator('.cell-text').textContent()).toBe(text)
      expect(await grid.problems.textContent()).toMatch(reason)
    }
    await grid.type('ACME', day, '2')
    await grid.allSaved()
    expect(await grid.problems.count()).toBe(0)

    await page.goto(`${system.origin}/week/${weekOf(addDays(today, 21))}`)
    await page.getByText('Nothing is logged').waitFor()
    // A week that is too far ahead looks closed from the start, instead of refusing each cell.
    await page
      .locator('.notice')
      .getByText(/more than 7 days ahead/)
      .waitFor()
    expect(await page.getByRole('button', { name: 'Add a project' }).count()).toBe(0)
  })

  it('marks days that are closed, says why, and leaves the rest open', async () => {
    const admin = await clientOf(namedPeople.admin)
    await admin.policy.update({ lockedThrough: '2020-09-30' })
    await using opened = await openWeek(somebody(), '/week/2020-W40')
    const { page, grid } = opened
    await page.getByText('everything through 2020-09-30 is closed').first().waitFor()
    await grid.addProject('ACME')
    expect(await grid.cell('ACME', 2).getAttribute('aria-readonly')).toBe('true')
    await grid.cell('ACME', 2).focus()
    await page.keyboard.type('4')
    expect(await focusedText(page)).toContain('everything through 2020-09-30 is closed')
    await grid.type('ACME', 3, '4')
    await grid.allSaved()
  })

  it('pastes a block from a spreadsheet, tells what does not fit, and takes it back in one go', async () => {
    await using opened = await openWeek(somebody())
    const { page, grid } = opened
    await page.getByText('Nothing is logged').waitFor()
    await grid.addProject('A')
    await grid.addProject('B')
    await grid.cell('A', 0).click()
    const paste = (text: string) =>
      page.evaluate((content) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', content)
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
        document.activeElement?.dispatchEvent(event)
      }, text)
    await paste('7.5\t7:30\n1\t0:10\n2\t2\n')
    await grid.status.getByText(/Pasted into 3 cells. 2 values did not fit.*1 cell was refused/).waitFor()
    await grid.problems.getByText(/not a multiple of 15/).waitFor()
    expect(await grid.cell('A', 1).locator('.cell-text').textContent()).toBe('7:30')
    await page.keyboard.press('Control+z')
    await grid.allSaved()
    expect(await grid.cell('A', 1).locator('.cell-text').textContent()).toBe('')
    expect(await grid.problems.count()).toBe(0)
    // Each deletion is sent once: a second DELETE would be a 404 in the console.
    expect(opened.visit.problems).toEqual([])
  })

  it('copies rows and hours of last week, never over what is there, in one step of undo', async () => {
    const login = somebody()
    const client = await clientOf(login)
    const last = addDays(dates[0] ?? today, -7)
    await client.entries.create({ date: last, project: 'ACME', hours: 8 })
    await client.entries.create({ date: addDays(last, 1), project: 'ACME', hours: 6 })
    await client.entries.create({ date: dates[0] ?? today, project: 'ACME', hours: 3 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await grid.row('ACME').waitFor()
    await page.getByRole('button', { name: 'Copy last week' }).click()
    await page.getByRole('button', { name: 'Copy rows and hours' }).click()
    await grid.status.getByText(/6:00 in 1 cell from last week. 1 cell already had hours/).waitFor()
    expect(await grid.cell('ACME', 0).locator('.cell-text').textContent()).toBe('3:00')
    expect(await grid.cell('ACME', 1).locator('.cell-text').textContent()).toBe('6:00')
    await grid.allSaved()
    // Undo is still there after a look at another week.
    await page.keyboard.press('[')
    await grid.cell('ACME', 1).getByText('6:00').waitFor()
    await page.keyboard.press(']')
    await grid.cell('ACME', 0).getByText('3:00').waitFor()
    await page.keyboard.press('Control+z')
    await grid.allSaved()
    expect(await grid.cell('ACME', 1).locator('.cell-text').textContent()).toBe('')
    await grid.cell('ACME', 0).dragTo(grid.cell('ACME', 2))
    await page.keyboard.press('Control+c')
    await grid.status.getByText('Copied 3 cells.').waitFor()
    await grid.cell('ACME', 4).click({ modifiers: ['Shift'] })
    await page.keyboard.press('Control+c')
    await grid.status.getByText('Copied 5 cells.').waitFor()
  })

  it('shows both values of a conflict, and stores the one that is chosen', async () => {
    const login = somebody()
    const client = await clientOf(login)
    const entry = await client.entries.create({ date: today, project: 'ACME', hours: 2 })
    const other = await client.entries.create({ date: today, project: 'BETA', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await grid.row('ACME').waitFor()
    await opened.visit.context.setOffline(true)
    await grid.type('ACME', day, '3')
    await grid.type('BETA', day, '4')
    await client.entries.update(entry.id, { hours: 5 })
    await client.entries.update(other.id, { hours: 5 })
    await opened.visit.context.setOffline(false)
    await grid.problems.getByText('Yours: 3:00').waitFor()
    await grid.problems.getByText('Yours: 4:00').waitFor()
    expect(await grid.problems.textContent()).toMatch(/Stored: 5:00, at \d\d:\d\d, made by cli/)
    await page.getByRole('button', { name: 'Keep mine' }).first().click()
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await grid.allSaved()
    expect(await grid.cell('BETA', day).locator('.cell-text').textContent()).toBe('5:00')
    expect((await client.entries.get(entry.id)).hours).toBe(3)
    expect((await client.entries.get(other.id)).hours).toBe(5)
  })

  it('keeps what is typed offline, over a reload too, and saves it when the network is back', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid, visit } = opened
    await grid.row('ACME').waitFor()
    await visit.context.setOffline(true)
    await grid.type('ACME', day, '3')
    await grid.type('ACME', day, '4')
    await grid.status.getByText('Offline: 1 change waits').waitFor()
    expect(await grid.cell('ACME', day).locator('.cell-text').textContent()).toBe('4:00')
    page.on('dialog', (dialog) => void dialog.accept())
    await visit.context.setOffline(false)
    await page.reload()
    await grid.row('ACME').waitFor()
    await grid.allSaved()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map(({ hours }) => hours)).toEqual([4])
  })

  it('keeps two tabs right, and makes one entry of a cell that both fill', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: addDays(today, day === 0 ? 1 : -1), project: 'ACME', hours: 1 })
    await using opened = await openWeek(login)
    const second = await opened.visit.context.newPage()
    await second.goto(`${system.origin}/week/${week}`)
    const grid2 = new WeekPageObject(second)
    await grid2.row('ACME').waitFor()
    await opened.grid.row('ACME').waitFor()
    await opened.grid.type('ACME', day, '3')
    await opened.grid.allSaved()
    await grid2.cell('ACME', day).getByText('3:00').waitFor()
    await grid2.type('ACME', day, '4')
    await grid2.allSaved()
    await opened.grid.cell('ACME', day).getByText('4:00').waitFor()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map(({ hours }) => hours)).toEqual([4])
  })

  it('shows a sum where a cell has several entries, and opens the list of them', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 1, note: 'first' })
    await client.entries.create({ date: today, project: 'ACME', hours: 2, note: 'second' })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    expect(await grid.cell('ACME', day).locator('.cell-text').textContent()).toBe('3:00')
    await grid.cell('ACME', day).click()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: /ACME/ })
    await dialog.getByRole('group', { name: 'Entry 2' }).getByLabel('Hours').fill('2:30')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await grid.allSaved()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map(({ hours, note }) => [hours, note])).toEqual([
      [1, 'first'],
      [2.5, 'second'],
    ])
  })

  it('is read-only, and says why, for who may not log time', async () => {
    await using opened = await openWeek(namedPeople.payroll)
    const { page } = opened
    await page.getByText(/no permission to log time \(scope create:timesheets\)/).waitFor()
    expect(await page.getByRole('button', { name: 'Add a project' }).count()).toBe(0)
  })

  it('goes to other weeks by key and to any by date', async () => {
    await using opened = await openWeek(somebody(), '/week/2026-W10')
    const { page } = opened
    await page.getByRole('heading', { name: 'Week 10' }).waitFor()
    await page.keyboard.press(']')
    await page.getByRole('heading', { name: 'Week 11' }).waitFor()
    await page.keyboard.press('[')
    await page.keyboard.press('[')
    await page.getByRole('heading', { name: 'Week 9', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Jump to a week' }).click()
    await page.getByLabel('Any day of the week').fill('2025-12-31')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Week 1', exact: true }).waitFor()
    expect(page.url()).toMatch(/\/week\/2026-W01$/)
    await page.keyboard.press('t')
    await page.waitForURL(`**/week/${week}`)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  })
})

describe('the week, key by key', () => itTakesWhatIsTyped({ somebody, clientOf, openWeek, dates }))

it.each(['pkce', 'implicit'] as const)(
  'is usable after at most 200 kB of scripts and styles, compressed by gzip, signed in by %s',
  async (flow) => {
    await using visit = await browser.open(wide)
    await overrideSettings(visit.page, { flow, offerBothFlows: false })
    await signInByForm(visit.page, system.origin, somebody())
    await visit.page.getByText('Nothing is logged').waitFor()
    const assets = new Set(visit.requests.filter((url) => url.startsWith(`${system.origin}/assets/`)))
    const sizes = await Promise.all(
      [...assets].map((url) => stat(join(root, 'packages/web-demo/dist', `${new URL(url).pathname}.gz`))),
    )
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(200_000)
  },
)

it('lists entries by filters of the address, exports them, and sums the month', async () => {
  const login = somebody()
  const { entries } = await clientOf(login)
  await entries.create({ date: '2026-10-05', project: 'ACME', hours: 2, note: 'kick-off' })
  await entries.create({ date: '2026-10-06', project: 'BETA', hours: 3.5 })
  await using visit = await browser.open(wide)
  const { page } = visit
  await signIn(page, system.origin, login, '/entries?from=2026-10-01&to=2026-10-31')
  await page.getByText('2 entries, 5:30').waitFor()
  await page.getByLabel('Project').fill('ACME')
  await page.keyboard.press('Enter')
  await page.getByText('1 entry, 2:00').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('timesheets_2026-10-01_2026-10-31_ACME.csv')
  expect(await readFile(await download.path(), 'utf8')).toMatch(/2026-10-05,ACME,2,kick-off/)

  await page.goto(`${system.origin}/month/2026-10`)
  await page.getByRole('img', { name: /5:30 on 2 days for 2 projects/ }).waitFor()
  await page.getByText('The chart as a table').click()
  await page.getByRole('row', { name: 'Tue, 6 Oct 2026 3:30 3:30' }).waitFor()
})

describe('on a phone', () => {
  it('saves the day that is shown, by plain inputs', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 1 })
    await using visit = await browser.open({ viewport: { width: 360, height: 740 }, timezoneId: 'UTC' })
    const { page } = visit
    await signIn(page, system.origin, login)
    const hours = page.getByLabel('ACME, Hours')
    await hours.selectText()
    await compose(await page.context().newCDPSession(page), '６：３０')
    expect(await hours.inputValue()).toBe('６：３０')
    await page.keyboard.press('Enter')
    await new WeekPageObject(page).allSaved()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map((entry) => entry.hours)).toEqual([6.5])

    // The keyboard of a phone has no colon.
    await hours.selectText()
    await page.keyboard.type('7')
    await page.getByRole('button', { name: 'Type a colon' }).click()
    await page.keyboard.type('15')
    expect(await hours.inputValue()).toBe('7:15')
    await page.keyboard.press('Enter')
    await new WeekPageObject(page).allSaved()
    await expect
      .poll(async () => (await client.entries.page({ from: today, to: today })).data[0]?.hours)
      .toBe(7.25)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
})
