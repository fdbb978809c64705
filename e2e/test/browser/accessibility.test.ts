import { namedPeople } from 'dev-issuer'
import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import { addDays, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from '../../support/axe.ts'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import { personToken } from '../../support/tokens.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'
import { signIn, WeekPageObject } from '../../support/week-page.ts'

const today = new Date().toISOString().slice(0, 10)
const login = namedPeople.employee

let system: WebSystem
let browser: TestBrowser

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), sharedBrowser()])
  const token = await personToken(system.issuer.issuer, login)
  const { entries } = createTimesheetsClient({ baseUrl: system.api.url, tokenProvider: staticToken(token) })
  await entries.create({ date: today, project: 'ACME', hours: 2, note: 'first', billable: false })
  await entries.create({ date: today, project: 'BETA', hours: 1 })
  await entries.create({ date: today, project: 'BETA', hours: 1.5, note: 'second' })
  await entries.create({ date: addDays(today, -7), project: 'GAMMA', hours: 8 })
})
afterAll(() => system?.[Symbol.asyncDispose]())

it.each([{ width: 1280 }, { width: 360 }])(
  'has no violation of WCAG 2.2 A and AA at $width px, light and dark, on any page and dialog',
  async ({ width }) => {
    await using visit = await browser.open({
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
    })
    const { page } = visit
    const grid = new WeekPageObject(page)
    const isWide = width > 700
    const day = (new Date().getUTCDay() + 6) % 7
    const found: Record<string, string[]> = {}
    const check = async (name: string) => {
      found[name] = await violations(page)
    }

    await page.goto(system.origin)
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await check('sign-in')
    await signIn(page, system.origin, login)
    await grid.allSaved()
    await check('week')

    if (isWide) {
      await grid.cell('ACME', day).click()
      await page.keyboard.press('Enter')
      await page.keyboard.type('99')
      await check('cell that is edited')
      await page.keyboard.press('Enter')
      await grid.problems.waitFor()
      await check('refused cell')
      await page.getByRole('button', { name: 'Discard' }).click()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      await check('keys')
      await page.keyboard.press('Escape')
      await grid.cell('ACME', day).click()
      await page.keyboard.press('Home')
      await page.keyboard.press('Delete')
      await page.getByRole('dialog', { name: 'Remove ACME?' }).waitFor()
      await check('removal of a row')
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: 'Start timer' }).click()
    await page.getByRole('option', { name: 'GAMMA' }).waitFor()
    await check('start of the timer')
    await page.getByRole('option', { name: 'GAMMA' }).click()
    await page.getByRole('button', { name: /^Stop the timer: GAMMA/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Discard the timer' }).waitFor()
    await check('entry that the timer proposes')
    await page.getByRole('button', { name: 'Discard the timer' }).click()
    for (const project of ['ACME', 'BETA']) {
      if (isWide) {
        await grid.cell(project, day).click()
        await page.keyboard.press('Shift+F2')
      } else {
        await page.getByRole('button', { name: new RegExp(`^Note and billable: ${project}`) }).click()
      }
      await page.getByRole('dialog').waitFor()
      await check(`entries of ${project}`)
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: 'Copy last week' }).click()
    await check('copy last week')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Jump to a week' }).click()
    await check('jump to a week')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add a project' }).first().click()
    await page.getByRole('listbox').waitFor()
    await check('project picker')
    await page.keyboard.press('Escape')

    await page.getByRole('link', { name: 'Month' }).click()
    await page.getByText('By project').waitFor()
    await page.getByText('The chart as a table').click()
    await check('month')
    await page.getByRole('link', { name: 'Entries' }).click()
    await page.getByRole('table').waitFor()
    const rows = await page.getByRole('row').allTextContents()
    expect(rows.findIndex((text) => text.includes('ACME'))).toBeLessThan(
      rows.findIndex((text) => text.includes('GAMMA')),
    )
    await check('entries')
    await page.goto(`${system.origin}/week/${weekOf(addDays(today, 70))}`)
    await page.getByText('Nothing is logged').waitFor()
    await check('empty week')

    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({})
    expect(visit.problems).toEqual([])
  },
)
