import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from '../../support/axe.ts'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import { addTeam, type Team } from '../../support/team.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'
import { signIn } from '../../support/week-page.ts'

const today = new Date().toISOString().slice(0, 10)
const week = weekOf(addDays(today, -7))
const dates = datesOfWeek(week)

let system: WebSystem
let browser: TestBrowser
let team: Team

/** A team of which two have submitted, one is rejected, one approved, one late. */
beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), sharedBrowser()])
  team = await addTeam({ api: system.api.url, issuer: system.issuer.issuer, size: 5 })
  for (const person of team.members.slice(0, 4)) {
    const { entries, weeks } = await team.as(person.email)
    await entries.create({ date: dates[0] as string, project: 'ACME', hours: 11.5, note: 'kick-off' })
    await entries.create({ date: dates[5] as string, project: 'BETA', hours: 2, billable: false })
    await weeks.submit(week)
  }
  const [, , rejected, approved] = team.members
  const { weeks } = await team.as(team.manager.email)
  await weeks.reject(rejected?.userId ?? '', week, 'The Tuesday is missing')
  await weeks.approve(approved?.userId ?? '', week)
})
afterAll(() => system?.[Symbol.asyncDispose]())

it.each([{ width: 1280 }, { width: 360 }])(
  'has no violation of WCAG 2.2 A and AA at $width px, light and dark, in the life of a week',
  async ({ width }) => {
    const visitOptions = {
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
    } as const
    const isWide = width > 700
    const [, , rejected, approved] = team.members
    const found: Record<string, string[]> = {}
    const problems: string[] = []

    {
      await using visit = await browser.open(visitOptions)
      const { page } = visit
      const check = async (name: string) => {
        found[name] = await violations(page)
      }
      await signIn(page, system.origin, team.manager.email, '/approvals')
      const list = page.getByRole(isWide ? 'grid' : 'list', { name: 'Weeks waiting for you' })
      await list.waitFor()
      if (isWide) await page.getByText('kick-off').waitFor()
      await check('queue')
      await list.getByRole('checkbox').first().check()
      await check('queue with a selection')
      if (isWide) await page.keyboard.press('r')
      else {
        await list.getByRole('button').first().click()
        await page.getByText('kick-off').waitFor()
        await check('details')
        await page.getByRole('button', { name: 'Reject…' }).click()
      }
      await page.getByRole('dialog', { name: /^Reject:/ }).waitFor()
      await page.getByRole('button', { name: 'Reject', exact: true }).click()
      await page.getByText('Enter a reason').waitFor()
      await check('reason')
      await page.getByLabel('Reason').fill('Twelve hours on Monday?')
      await page.getByRole('button', { name: 'Reject', exact: true }).click()
      await page.getByRole('button', { name: 'Send now' }).waitFor()
      await check('queue with a decision')
      await page.locator('.pending-bar').getByRole('button', { name: 'Undo' }).click()
      if (isWide) {
        await page.keyboard.press('?')
        await page.getByRole('dialog', { name: /Keyboard/ }).waitFor()
        await check('keys')
        await page.keyboard.press('Escape')
      }
      await page.getByRole('link', { name: 'Decided' }).click()
      await page.getByText('Approved', { exact: true }).first().waitFor()
      await check('decided')
      await page.getByRole('link', { name: 'Missing' }).click()
      await page.getByRole('button', { name: /^Remind all/ }).click()
      await page.getByText(/^It reaches/).waitFor()
      await check('remind')
      await page.keyboard.press('Escape')
      await check('missing')
      problems.push(...visit.problems)
    }
    for (const person of [rejected, approved]) {
      await using visit = await browser.open(visitOptions)
      const { page } = visit
      await signIn(page, system.origin, person?.email ?? '', `/week/${week}`)
      await page.locator('.banner').waitFor()
      found[`week of ${person?.name}`] = await violations(page)
      await page.getByRole('button', { name: 'History' }).click()
      await page.getByText('You: submitted the week').waitFor()
      found[`history of ${person?.name}`] = await violations(page)
      problems.push(...visit.problems)
    }

    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({})
    expect(problems).toEqual([])
  },
)
