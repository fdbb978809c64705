import type { Page } from 'playwright-core'
import type { MissingWeek } from 'timesheets-sdk/contract'
import { addDays, datesOfWeek, type Week, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ApprovalsPageObject } from '../../support/approvals-page.ts'
import { violations } from '../../support/axe.ts'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import { CountedKeys, documentedKeys } from '../../support/counted-keys.ts'
import { multiply } from '../../support/long-lists.ts'
import { addTeam, type Team } from '../../support/team.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'
import { signIn } from '../../support/week-page.ts'

const today = new Date().toISOString().slice(0, 10)
const wide = { viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' }

let system: WebSystem
let browser: TestBrowser
let team: Team
/** Each test has a week of its own, the latest first. */
let week = weekOf(today)
let dates = datesOfWeek(week)

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), sharedBrowser()])
  team = await addTeam({ api: system.api.url, issuer: system.issuer.issuer, size: 4 })
})
afterAll(() => system?.[Symbol.asyncDispose]())

// Each test has the same queue: the first person by name has a flag, the next two have none.
beforeEach(async () => {
  week = weekOf(addDays(dates[0] as string, -7))
  dates = datesOfWeek(week)
  for (const [index, person] of byName().slice(0, 3).entries()) {
    const { entries, weeks } = await team.as(person.email)
    for (const date of dates.slice(0, 5)) await entries.create({ date, project: 'ACME', hours: 8 })
    if (index === 0) await entries.create({ date: dates[2] as string, project: 'BETA', hours: 3.5 })
    await weeks.submit(week)
  }
  return emptyQueue
})

async function emptyQueue(): Promise<void> {
  const { weeks } = await manager()
  for await (const { userId, week: waiting } of weeks.list({ status: 'submitted' })) {
    await weeks.approve(userId, waiting)
  }
}

const byName = () => team.members.toSorted((a, b) => a.name.localeCompare(b.name))
function person(index: number) {
  const found = byName()[index]
  if (!found) throw new Error(`there is no person ${index}`)
  return found
}
const manager = () => team.as(team.manager.email)
const weekOfPerson = async (index: number) => (await manager()).weeks.get(person(index).userId, week)
const focusedRow = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

function numbered<Item>(sample: Item, index: number): Item {
  return { ...sample, userId: `load|${String(index).padStart(3, '0')}` }
}

async function open(path = `/approvals?week=${week}`, options: Parameters<TestBrowser['open']>[0] = wide) {
  const visit = await browser.open(options)
  await signIn(visit.page, system.origin, team.manager.email, path)
  return {
    visit,
    page: visit.page,
    approvals: new ApprovalsPageObject(visit.page),
    [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose](),
  }
}

describe('approvals', () => {
  it('goes through the queue by keyboard alone: what is unusual, approve, reject with a reason, undo', async () => {
    await using opened = await open()
    const { page, approvals } = opened
    const { keyboard } = page
    await approvals.row(person(0).name).getByText('11:30 on Wednesday').waitFor()
    expect(await approvals.row(person(0).name).getByRole('gridcell').nth(4).textContent()).toBe('11:30')
    await keyboard.press('j')
    expect(await focusedRow(page)).toContain(person(1).name)
    await approvals.panel.getByRole('heading', { name: person(1).name }).waitFor()
    await approvals.panel.getByRole('rowheader', { name: 'ACME' }).waitFor()
    await approvals.panel.getByText(`${person(1).name}: submitted the week with 40:00`).waitFor()

    const approving = new CountedKeys(page)
    await approving.press('a')
    await approvals.said.getByText(`${person(1).name}, week`).waitFor()
    expect(approving.count).toBe(await documentedKeys('Manager: approve a week'))
    await approvals.row(person(1).name).getByText('Will be approved').waitFor()
    expect(await focusedRow(page)).toContain(person(2).name)
    await keyboard.press('Control+z')
    await approvals.said.getByText('Undone: 1 week.').waitFor()
    expect((await weekOfPerson(1)).status).toBe('submitted')

    await keyboard.press('k')
    await keyboard.press('a')
    await keyboard.press('k')
    await keyboard.press('k')
    expect(await focusedRow(page)).toContain(person(0).name)
    const rejecting = new CountedKeys(page)
    await rejecting.press('r')
    await page.getByRole('dialog', { name: `Reject: ${person(0).name}` }).waitFor()
    await keyboard.press('Control+Enter')
    await page
      .getByRole('alert')
      .getByText(/^Enter a reason/)
      .waitFor()
    await keyboard.type('Three and a half hours too many on Wednesday')
    await rejecting.press('Control+Enter')
    expect(rejecting.count).toBe(await documentedKeys('Manager: reject a week with a reason'))
    await approvals.row(person(0).name).getByText('Will be rejected').waitFor()
    // Nobody presses anything: both are sent after ten seconds.
    await approvals.row(person(0).name).waitFor({ state: 'detached' })
    expect(await weekOfPerson(0)).toMatchObject({
      status: 'rejected',
      reason: 'Three and a half hours too many on Wednesday',
    })
    expect((await weekOfPerson(1)).status).toBe('approved')
    expect(await approvals.row(person(2).name).count()).toBe(1)
    await keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard: approvals' }).waitFor()
    expect(opened.visit.problems).toEqual([])
  })

  it('approves many at once, and tells of each that is not: the others are done', async () => {
    await using opened = await open()
    const { page, approvals } = opened
    await approvals.row(person(2).name).waitFor()
    await page.getByLabel('Search by name').fill(person(2).name.toUpperCase())
    await page.getByText(/^1 of \d weeks/).waitFor()
    expect(await approvals.row(person(1).name).count()).toBe(0)
    await page.getByLabel('Search by name').fill('')
    const keys = new CountedKeys(page)
    await keys.click(page.getByRole('button', { name: 'Select the 2 without flags' }))
    const other = await team.as(person(1).email)
    await other.weeks.recall(week)
    await keys.press('Shift+A')
    expect(keys.count).toBe(await documentedKeys('Manager: approve all weeks that look usual'))
    await approvals.said.getByText('2 weeks will be approved').waitFor()
    await approvals.sendNow()
    await approvals.said.getByText('1 week approved. 1 week not: the reasons are under “Not done”.').waitFor()
    await approvals.refused.getByText(`${person(1).name}, week`).waitFor()
    await approvals.refused.getByText(/changed meanwhile/).waitFor()
    expect((await weekOfPerson(2)).status).toBe('approved')
    await page.getByRole('button', { name: 'Dismiss' }).click()
    expect(await approvals.refused.count()).toBe(0)
  })

  it('goes through hundreds of weeks by keyboard, though only those near the window are drawn', async () => {
    await using opened = await open('/week')
    const { page, approvals } = opened
    await multiply<Week>(page, `${system.api.url}/weeks`, 300, numbered)
    await page.goto(`${system.origin}/approvals`)
    const rows = approvals.queue.getByRole('row')
    await approvals.row('load|000').waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))
    await page.keyboard.press('j')
    expect(await focused()).toBe('3')
    await page.keyboard.press('End')
    expect(await focused()).toBe('301')
    await page.keyboard.press('k')
    expect(await focused()).toBe('300')
    expect(await rows.count()).toBeLessThan(60)
    await page.keyboard.press('Home')
    expect(await focused()).toBe('2')
    expect(await approvals.queue.getAttribute('aria-rowcount')).toBe('301')
  })

  it('goes through hundreds of weeks on a phone, though only those near the window are drawn', async () => {
    await using opened = await open('/week', { viewport: { width: 360, height: 740 }, timezoneId: 'UTC' })
    const { page } = opened
    await multiply<Week>(page, `${system.api.url}/weeks`, 300, numbered)
    await page.goto(`${system.origin}/approvals`)
    const list = page.getByRole('list', { name: 'Weeks waiting for you' })
    const items = list.getByRole('listitem')
    const card = (number: string) => items.filter({ hasText: `load|${number}` })
    await card('000').getByRole('checkbox').check()
    expect(await items.count()).toBeLessThan(60)
    await page.keyboard.press('End')
    await card('299').waitFor()
    expect(await card('299').getAttribute('aria-posinset')).toBe('300')
    expect(await card('299').getAttribute('aria-setsize')).toBe('300')
    expect(await items.count()).toBeLessThan(60)
    expect(await card('150').count()).toBe(0)
    // The card with the focus stays, selected, and Tab goes on from it.
    expect(await card('000').getByRole('checkbox').isChecked()).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    const next = card('001').getByRole('checkbox')
    expect(await next.evaluate((box) => box === document.activeElement)).toBe(true)
    expect(await violations(page)).toEqual([])
    expect(opened.visit.problems).toEqual([])
  })

  it('draws the missing near the window only, finds them by name, and prints them all', async () => {
    await using opened = await open('/week')
    const { page } = opened
    await multiply<MissingWeek>(page, `${system.api.url}/reports/missing`, 400, (sample, index) => ({
      ...numbered(sample, index),
      name: `Person ${String(index).padStart(3, '0')}`,
    }))
    await page.goto(`${system.origin}/approvals?week=${week}`)
    const missing = page.getByRole('region', { name: /^Missing/ })
    const items = missing.getByRole('listitem')
    const remind = (number: string) => missing.getByRole('button', { name: `Remind… Person ${number}` })
    // A list that loads later moves the end of the page.
    await opened.approvals.queue.waitFor()
    await remind('000').focus()
    expect(await items.count()).toBeLessThan(60)
    await page.keyboard.press('End')
    await remind('399').waitFor()
    const last = items.filter({ hasText: 'Person 399' })
    expect(await last.getAttribute('aria-posinset')).toBe('400')
    expect(await last.getAttribute('aria-setsize')).toBe('400')
    expect(await items.count()).toBeLessThan(60)
    await page.keyboard.press('Tab')
    expect(await remind('001').evaluate((button) => button === document.activeElement)).toBe(true)
    await missing.getByLabel('Search those missing by name').fill('person 25')
    await missing.getByText('10 of 400 people').waitFor()
    await remind('259').waitFor()
    expect(await violations(page)).toEqual([])
    await missing.getByLabel('Search those missing by name').fill('')
    await missing.getByText('400 people').last().waitFor()
    await page.emulateMedia({ media: 'print' })
    await items.filter({ hasText: 'Person 200' }).waitFor()
    expect(await items.count()).toBe(400)
    expect(opened.visit.problems).toEqual([])
  })

  it('sends what was decided when the page is left, and when the person signs out', async () => {
    await using opened = await open()
    const { page, approvals } = opened
    await approvals.choose(person(1).name)
    await page.keyboard.press('a')
    const sent = page.waitForResponse(
      (response) => response.url().endsWith('/weeks/decisions') && response.ok(),
    )
    await page.getByRole('link', { name: 'Week', exact: true }).click()
    await sent
    expect((await weekOfPerson(1)).status).toBe('approved')
    await page.getByRole('link', { name: 'Approvals' }).click()
    await approvals.choose(person(0).name)
    await page.keyboard.press('a')
    page.on('dialog', (question) => void question.accept())
    await page.reload()
    await expect.poll(async () => (await weekOfPerson(0)).status, { timeout: 15_000 }).toBe('approved')
    await approvals.choose(person(2).name)
    await page.keyboard.press('a')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page
      .getByRole('button', { name: /^Sign in/, disabled: false })
      .first()
      .waitFor()
    expect((await weekOfPerson(2)).status).toBe('approved')
  })

  it('warns before the tab is closed on a decision that is not sent', async () => {
    await using opened = await open()
    const { page, approvals } = opened
    await approvals.choose(person(1).name)
    await page.keyboard.press('a')
    const dialog = page.waitForEvent('dialog')
    await page.close({ runBeforeUnload: true })
    expect((await dialog).type()).toBe('beforeunload')
    await (await dialog).dismiss()
    expect((await weekOfPerson(1)).status).toBe('submitted')
  })

  it('reopens what was approved, with a reason', async () => {
    await (await manager()).weeks.approve(person(1).userId, week)
    await using opened = await open(`/approvals/decided?week=${week}`)
    const { approvals } = opened
    await approvals.row(person(1).name).getByText('Approved').waitFor()
    await approvals.choose(person(1).name)
    await approvals.panel.getByRole('button', { name: 'Reopen…' }).click()
    await approvals.giveReason('The client asks for Friday to be split')
    await approvals.sendNow()
    await approvals.said.getByText('1 week reopened.').waitFor()
    await approvals.row(person(1).name).getByText('The client asks for Friday to be split').waitFor()
    expect(await weekOfPerson(1)).toMatchObject({ status: 'open' })
  })

  it('shows who is missing, and whom a reminder reaches before it goes', async () => {
    await using opened = await open()
    const { page } = opened
    const missing = page.getByRole('region', { name: /^Missing/ })
    const row = missing.getByRole('listitem').filter({ hasText: person(3).name })
    await row.getByText('has logged nothing').waitFor()
    expect(
      await missing
        .getByRole('listitem')
        .filter({ hasText: person(0).name })
        .count(),
    ).toBe(0)
    const keys = new CountedKeys(page)
    await keys.click(row.getByRole('button', { name: `Remind… ${person(3).name}` }))
    const dialog = page.getByRole('dialog', { name: /^Remind of week/ })
    await dialog.getByText('It reaches 1 person:').waitFor()
    await dialog.getByText(person(3).email).waitFor()
    await keys.click(dialog.getByRole('button', { name: 'Send 1 reminder' }))
    expect(keys.count).toBe(await documentedKeys('Manager: remind all who are missing'))
  })

  it('says so when nothing waits, and is not there for who approves nothing', async () => {
    await using visit = await browser.open(wide)
    await signIn(visit.page, system.origin, person(0).email, '/approvals')
    await visit.page.getByText('This page does not exist').waitFor()
    expect(await visit.page.getByRole('link', { name: 'Approvals' }).count()).toBe(0)
    const client = await manager()
    for (const index of [0, 1, 2]) await client.weeks.approve(person(index).userId, week)
    await using opened = await open()
    await opened.page.getByRole('heading', { name: 'Nothing is waiting for you.' }).waitFor()
  })

  it('is usable on a phone', async () => {
    await using opened = await open(`/approvals?week=${week}`, {
      viewport: { width: 360, height: 740 },
      timezoneId: 'UTC',
    })
    const { page, approvals } = opened
    const list = page.getByRole('list', { name: 'Weeks waiting for you' })
    await list.getByRole('button', { name: person(0).name }).click()
    const dialog = page.getByRole('dialog', { name: person(0).name })
    await dialog.getByText('11:30 on Wednesday').waitFor()
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await approvals.sendNow()
    await approvals.said.getByText('1 week approved.').waitFor()
    expect((await weekOfPerson(0)).status).toBe('approved')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
})
