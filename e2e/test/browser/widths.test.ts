import { namedPeople } from 'dev-issuer'
import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approvalsDe } from '../../../packages/web-demo/src/features/approvals/texts-de.ts'
import { approvalsEn } from '../../../packages/web-demo/src/features/approvals/texts-en.ts'
import { de } from '../../../packages/web-demo/src/texts/de.ts'
import { en } from '../../../packages/web-demo/src/texts/en.ts'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import { forcedColorFaults, layoutFaults, mirrorFaults } from '../../support/layout.ts'
import { addTeam, type Team } from '../../support/team.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'
import { signIn } from '../../support/week-page.ts'

const today = new Date().toISOString().slice(0, 10)
const week = weekOf(addDays(today, -7))
const dates = datesOfWeek(week)

/** Phones, tablets, laptops and screens, and both sides of every width at which the layout changes. */
const widths = [
  320, 360, 414, 600, 704, 705, 720, 768, 834, 928, 929, 1024, 1152, 1153, 1279, 1280, 1440, 1920,
]

let system: WebSystem
let browser: TestBrowser
let team: Team

/** Long names, long project codes, long days and weekends: whatever makes a table wide. */
beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), sharedBrowser()])
  team = await addTeam({ api: system.api.url, issuer: system.issuer.issuer, size: 6 })
  const keeper = await team.as(namedPeople.admin)
  const names = ['Anna-Maria Schwarzenberger-Leutheusser', 'Konstantinos Papadimitropoulos']
  for (const [index, name] of names.entries()) {
    const { userId, email, kind, managerId } = team.members[index] ?? team.manager
    await keeper.people.put(userId, {
      name,
      email,
      kind,
      managerId: managerId ?? '',
      expectedHoursPerWeek: 40,
      activeFrom: '2026-01-01',
    })
  }
  for (const [index, person] of [team.manager, ...team.members.slice(0, 4)].entries()) {
    const { entries, weeks } = await team.as(person.email)
    for (const [day, date] of dates.entries()) {
      await entries.create({
        date,
        project: 'FJORDBANK-MIGRATION',
        hours: day === 0 ? 11.5 : 8.25,
        note: 'kick-off',
      })
      await entries.create({ date, project: 'ACME-42', hours: 2.5, billable: false })
    }
    if (index > 0) await weeks.submit(week)
  }
  const [, , rejected, approved] = team.members
  const { weeks } = await team.as(team.manager.email)
  await weeks.reject(rejected?.userId ?? '', week, 'The Tuesday is missing')
  await weeks.approve(approved?.userId ?? '', week)
})
afterAll(() => system?.[Symbol.asyncDispose]())

it.each([
  { locale: 'en-GB', approvals: approvalsEn, texts: en.week },
  { locale: 'de-DE', approvals: approvalsDe, texts: de.week },
])(
  'every page can be read from 320 to 1920 px in $locale: nothing sticks out, is cut off or broken',
  async ({ locale, approvals, texts }) => {
    await using visit = await browser.open({ locale, timezoneId: 'UTC', reducedMotion: 'reduce' })
    const { page } = visit
    await signIn(page, system.origin, team.manager.email)
    const pages = {
      [`/week/${week}`]: 'FJORDBANK-MIGRATION',
      '/week/2020-W10': texts.copyHours,
      [`/month/${(dates[0] as string).slice(0, 7)}`]: 'FJORDBANK-MIGRATION',
      [`/entries?from=${dates[0]}&to=${dates[6]}`]: 'FJORDBANK-MIGRATION',
      [`/reports?from=${dates[0]}&to=${dates[6]}&by=person`]: 'Anna-Maria Schwarzenberger-Leutheusser',
      '/approvals': 'Anna-Maria Schwarzenberger-Leutheusser',
      '/approvals/decided': approvals.reopenLong,
      '/approvals/missing': approvals.missingPage.reasons.not_started ?? '',
    }
    const faults: Record<string, string[]> = {}
    for (const [path, text] of Object.entries(pages)) {
      await page.setViewportSize({ width: 1920, height: 900 })
      await page.goto(system.origin + path)
      await page.getByText(text).filter({ visible: true }).first().waitFor()
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        const found = await layoutFaults(page)
        if (found.length > 0) faults[`${path} at ${width} px`] = found
      }
    }
    // Where the panel has no room, its content is in a dialog.
    for (const width of [320, 768]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${system.origin}/approvals`)
      await page.getByRole('button', { name: /Schwarzenberger/ }).click()
      await page.getByRole('dialog').getByRole('rowheader', { name: 'FJORDBANK-MIGRATION' }).waitFor()
      const found = await layoutFaults(page)
      if (found.length > 0) faults[`dialog at ${width} px`] = found
    }
    expect(faults).toEqual({})
    expect(visit.problems).toEqual([])
  },
)

it.each(['en-GB', 'de-DE'])('the pages of an employee are beside the account in %s', async (locale) => {
  await using visit = await browser.open({ locale, timezoneId: 'UTC', reducedMotion: 'reduce' })
  const { page } = visit
  await signIn(page, system.origin, team.members[0]?.email ?? '')
  await page.setViewportSize({ width: 62 * 16, height: 900 })
  const header = page.getByRole('banner')
  await header.getByRole('button').first().waitFor()
  expect((await header.boundingBox())?.height).toBeLessThan(60)
  expect(await layoutFaults(page)).toEqual([])
})

it.each([
  ['en-GB', 'beside'],
  ['de-DE', 'below'],
])(
  'the pages of a manager are beside the account as soon as they fit: in %s at 62 rem %s',
  async (locale, place) => {
    await using visit = await browser.open({ locale, timezoneId: 'UTC', reducedMotion: 'reduce' })
    const { page } = visit
    await signIn(page, system.origin, team.manager.email)
    const header = page.getByRole('banner')
    await header.locator('a[href="/approvals"]').waitFor()
    const placeAt = async (width: number) => {
      await page.setViewportSize({ width: width * 16, height: 900 })
      const [pages, account] = ['.app-nav', '.account'].map((part) => header.locator(part).boundingBox())
      return ((await pages)?.y ?? 0) < ((await account)?.y ?? 0) + 20 ? 'beside' : 'below'
    }
    for (const [width, expected] of [
      [76, 'beside'],
      [62, place],
      [58, 'below'],
      [76, 'beside'],
    ] as const) {
      await expect.poll(() => placeAt(width), { message: `${width} rem` }).toBe(expected)
      expect(await layoutFaults(page)).toEqual([])
    }
    expect(visit.problems).toEqual([])
  },
)

it('every page mirrors from right to left, takes text of twice the size, and keeps its marks in forced colours and its content on paper', async () => {
  const faults: Record<string, string[]> = {}
  const report = `reports?from=${dates[0]}&to=${dates[6]}&by=person`
  const visits = [
    [
      team.manager.email,
      [
        `week/${week}`,
        `month/${dates[0]?.slice(0, 7)}`,
        'entries',
        report,
        'team',
        'approvals',
        'approvals/missing',
      ],
    ],
    [namedPeople.admin, ['payroll', 'people', 'projects', 'settings', 'settings/webhooks', 'settings/log']],
  ] as const
  for (const [login, paths] of visits) {
    await using visit = await browser.open({ timezoneId: 'UTC', reducedMotion: 'reduce' })
    const { page } = visit
    await signIn(page, system.origin, login)
    await page.goto(`${system.origin}/week?language=ar-XB`)
    for (const path of paths) {
      await page.goto(`${system.origin}/${path}`)
      await page.locator('main :is(h1, .failure)').first().waitFor()
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 })
        const found = [...(await layoutFaults(page)), ...(await mirrorFaults(page))]
        if (found.length > 0) faults[`${path} at ${width} px`] = found
      }
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 })
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
        // A long word may be wider than a phone then.
        const found = (await layoutFaults(page)).filter((fault) => !fault.includes(' breaks the word '))
        if (found.length > 0) faults[`${path} at ${width} px, text of twice the size`] = found
        await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
      }
      const vanished = await forcedColorFaults(page)
      if (vanished.length > 0) faults[`${path} in forced colours`] = vanished
      // A4 with usual margins.
      await page.setViewportSize({ width: 718, height: 1_016 })
      await page.emulateMedia({ media: 'print' })
      await page.locator('.on-paper').first().waitFor()
      const cut = (await layoutFaults(page)).filter((fault) => !fault.includes(' breaks the word '))
      if (cut.length > 0) faults[`${path} on A4`] = cut
      const controls = [
        'search.filters',
        'nav',
        '.sections',
        '.review-cards',
        'a.button',
        'details:not([open])',
      ]
      for (const name of [...controls, 'button:not(.link-button, .card-open)']) {
        const printed = await page.locator(name).filter({ visible: true }).count()
        if (printed > 0) faults[`${path} on paper`] = [`${printed} of ${name}`]
      }
      await page.emulateMedia({ media: 'screen' })
    }
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(visit.problems).toEqual([])
  }
  expect(faults).toEqual({})
})

// Last: the long name would be broken on the pages of the other tests.
it('a name or a code without a place to break leaves room for the figures beside it', async () => {
  const [, , , , , person] = team.members
  const { userId = '', email = '', kind = 'employee', managerId = '' } = person ?? {}
  const keeper = await team.as(namedPeople.admin)
  const terms = { kind, managerId, expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
  const name = 'Longname'.repeat(20)
  await keeper.people.put(userId, { name, email, ...terms })
  const project = 'LONGCODE'.repeat(8)
  await (await team.as(email)).entries.create({ date: dates[0] as string, project, hours: 1 })
  const faults: string[] = []
  const days = `from=${dates[0]}&to=${dates[6]}`
  for (const [login, paths] of [
    [email, [`month/${dates[0]?.slice(0, 7)}`, `entries?${days}`, `reports?${days}&by=project`]],
    [team.manager.email, [`team?week=${week}`, `reports?${days}&by=person`]],
    [namedPeople.admin, ['people']],
  ] as const) {
    await using visit = await browser.open({ timezoneId: 'UTC', reducedMotion: 'reduce' })
    const { page } = visit
    await signIn(page, system.origin, login)
    for (const path of paths) {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(`${system.origin}/${path}`)
        const name = page.getByRole('row').getByText(/(LONGCODE|Longname){8}/)
        await name.first().waitFor()
        const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        const isBesideFigures = await name.first().evaluate((element) => {
          const next = element.closest('th, td')?.nextElementSibling
          return next !== null && next !== undefined && next.getBoundingClientRect().left < innerWidth
        })
        if (isWide || !isBesideFigures) faults.push(`${path} at ${width} px`)
      }
    }
  }
  expect(faults).toEqual([])
})
