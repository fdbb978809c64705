import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keysDe } from '../../../packages/web-demo/src/components/keys-texts.ts'
import { approvalsDe } from '../../../packages/web-demo/src/features/approvals/texts-de.ts'
import { historyLanguages } from '../../../packages/web-demo/src/features/history/texts.ts'
import { de } from '../../../packages/web-demo/src/texts/de.ts'
import { en } from '../../../packages/web-demo/src/texts/en.ts'
import { ApprovalsPageObject } from '../../support/approvals-page.ts'
import { sharedBrowser, type TestBrowser } from '../../support/browser.ts'
import { addTeam, type Team } from '../../support/team.ts'
import { startWebSystem, type WebSystem } from '../../support/web.ts'
import { signIn, WeekPageObject } from '../../support/week-page.ts'

const today = new Date().toISOString().slice(0, 10)
const lastWeek = weekOf(addDays(today, -7))
const [monday] = datesOfWeek(lastWeek) as [string]
const wide = { viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' }
const german = { ...wide, locale: 'de-DE' }

let system: WebSystem
let browser: TestBrowser
let team: Team

/** A manager with hours of their own, and a team: one has submitted, one is rejected, one is late. */
beforeAll(async () => {
  ;[system, browser] = await Promise.all([startWebSystem(), sharedBrowser()])
  team = await addTeam({ api: system.api.url, issuer: system.issuer.issuer, size: 3 })
  const [waiting, rejected] = team.members
  for (const person of [team.manager, waiting, rejected]) {
    const { entries, weeks } = await team.as(person?.email ?? '')
    await entries.create({ date: monday, project: 'ACME', hours: 11.5, note: 'kick-off' })
    if (person !== team.manager) await weeks.submit(lastWeek)
  }
  const { weeks } = await team.as(team.manager.email)
  await weeks.reject(rejected?.userId ?? '', lastWeek, 'Der Dienstag fehlt')
})
afterAll(() => system?.[Symbol.asyncDispose]())

it('a German browser gets every page and dialog in German', async () => {
  await using visit = await browser.open(german)
  const { page } = visit
  const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
  const dialog = page.getByRole('dialog')
  const close = async () => {
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }

  await page.goto(system.origin)
  await page.getByText(de.signIn.lead).waitFor()
  await signIn(page, system.origin, team.manager.email, `/week/${lastWeek}`)
  const grid = new WeekPageObject(page, de)
  await grid.type('ACME', 1, '0:15')
  await grid.allSaved()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')

  await grid.type('ACME', 2, '25')
  await grid.problems.getByText('25 Stunden sind zu viel: Ein Tag hat 24.').waitFor()
  await grid.problems.getByRole('button', { name: de.problems.discard }).click()

  await grid.cell('ACME', 0).click()
  await page.keyboard.press('Shift+F2')
  await dialog.getByText(de.details.note).first().waitFor()
  await close()
  await button(de.week.history).click()
  await dialog.getByText(historyLanguages.de.you).first().waitFor()
  await close()
  await button(de.week.keys).click()
  await dialog.getByText(keysDe.singleKeys).waitFor()
  await close()
  await button(de.week.jump).click()
  await page.getByText(de.week.jumpDate).waitFor()
  await page.keyboard.press('Escape')
  await button(de.week.copyLastWeek).click()
  await page.getByText(de.week.copyRows).waitFor()
  await page.keyboard.press('Escape')
  await button(de.week.addProject).click()
  await page.getByPlaceholder(de.picker.placeholder).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: de.app.month, exact: true }).click()
  await page.getByText(de.month.thisMonth).waitFor()
  await page.getByRole('link', { name: de.app.entries, exact: true }).click()
  await page.getByRole('cell', { name: 'kick-off' }).waitFor()
  await page.getByText(/^\d+ Eintr/).waitFor()

  await page.getByRole('link', { name: de.app.approvals, exact: true }).click()
  const approvals = new ApprovalsPageObject(page, approvalsDe)
  const waiting = team.members[0]?.name ?? ''
  await approvals.row(waiting).getByText('11:30 am Montag').waitFor()
  await approvals.choose(waiting)
  await approvals.panel.getByText('kick-off').waitFor()
  await page.keyboard.press('r')
  await dialog.getByLabel(approvalsDe.reason.label).waitFor()
  await close()
  await page.keyboard.press('?')
  await dialog.getByText(approvalsDe.keyboard.title).waitFor()
  await close()
  await page.getByRole('link', { name: approvalsDe.decided, exact: true }).click()
  await page.getByText('Der Dienstag fehlt').first().waitFor()
  await page.getByRole('link', { name: approvalsDe.missing, exact: true }).click()
  await page
    .getByText(approvalsDe.missingPage.reasons.not_started ?? '')
    .first()
    .waitFor()
  await button(approvalsDe.missingPage.remindAll(2)).click()
  await dialog.getByText(approvalsDe.missingPage.reaches(2)).waitFor()
  await close()
  expect(visit.problems).toEqual([])
})

// Which texts a page shows is decided once, when the application starts.
it.each(['de-AT', 'de-CH'])('a browser that asks for %s gets the German application', async (locale) => {
  await using visit = await browser.open({ ...wide, locale })
  const { page } = visit
  await page.goto(system.origin)
  await page.getByText(de.signIn.lead).waitFor()
  await signIn(page, system.origin, team.manager.email, `/week/${lastWeek}`)
  await new WeekPageObject(page, de).allSaved()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  await page.getByRole('link', { name: de.app.approvals, exact: true }).click()
  const approvals = new ApprovalsPageObject(page, approvalsDe)
  await approvals
    .row(team.members[0]?.name ?? '')
    .getByText('11:30 am Montag')
    .waitFor()
  expect(visit.problems).toEqual([])
})

it('Deutsch, chosen in an English browser, is there again after a reload', async () => {
  await using visit = await browser.open(wide)
  const { page } = visit
  await signIn(page, system.origin, team.manager.email, `/week/${lastWeek}`)
  await page.getByLabel(en.app.language).selectOption('de')
  await page.getByText(de.saving.allSaved).waitFor()
  await page.reload()
  await page.getByText(de.saving.allSaved).waitFor()
  await page.goto(`${system.origin}/approvals`)
  await page.getByRole('heading', { name: approvalsDe.title }).waitFor()
  expect(visit.problems).toEqual([])
})

describe('a page that cannot be loaded', () => {
  const english = 'Timesheets could not be loaded'
  const inGerman = 'Timesheets konnte nicht geladen werden'

  it.each([
    ['its code is missing', '**/assets/index-*.js', 404],
    ['its settings are unavailable', '**/config.json', 502],
  ])('says so in both languages when %s, and loads on the second try', async (_title, address, status) => {
    await using visit = await browser.open(german)
    const { page } = visit
    await page.route(address, (route) => route.fulfill({ status }))
    await page.goto(system.origin)
    await page.getByRole('alert').getByText(english).waitFor()
    await page.getByRole('alert').getByText(inGerman).waitFor()
    await page.unroute(address)
    await page.getByRole('button', { name: 'Seite neu laden' }).click()
    await page.getByText(de.signIn.lead).waitFor()
    expect(await page.getByText(inGerman).isVisible()).toBe(false)
  })

  it('says so in both languages when nothing comes and nothing fails, until it comes after all', async () => {
    await using visit = await browser.openNew(german)
    const { page } = visit
    const held = Promise.withResolvers<void>()
    await page.clock.install()
    await page.route('**/config.json', async (route) => {
      await held.promise
      await route.continue()
    })
    await page.goto(system.origin)
    await page.clock.fastForward(20_000)
    await page.getByRole('alert').getByText(inGerman).waitFor()
    held.resolve()
    await page.getByText(de.signIn.lead).waitFor()
    expect(await page.getByText(inGerman).isVisible()).toBe(false)
  })

  it('is shown in English, and says so in both languages, when the German texts are missing', async () => {
    await using visit = await browser.open(german)
    const { page } = visit
    await page.route('**/assets/de-*.js', (route) => route.fulfill({ status: 404 }))
    await page.goto(system.origin)
    await page.getByText(en.signIn.lead).waitFor()
    await page.getByRole('alert').getByText('Die deutschen Texte konnten nicht geladen werden').waitFor()
    await page.getByRole('alert').getByText(en.app.languageMissing('Deutsch')).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.unroute('**/assets/de-*.js')
    await page.reload()
    await page.getByText(de.signIn.lead).waitFor()
  })

  it('says so in the language of the page when a page of the application is missing', async () => {
    await using visit = await browser.open(german)
    const { page } = visit
    await signIn(page, system.origin, team.manager.email, `/week/${lastWeek}`)
    await page.route('**/assets/MonthPage-*.js', (route) => route.fulfill({ status: 404 }))
    await page.getByRole('link', { name: de.app.month, exact: true }).click()
    await page.getByRole('alert').getByText(de.failure.partNotLoaded).waitFor()
    // It is not loading any longer.
    expect(await page.locator('.skeleton').count()).toBe(0)
    await page.unroute('**/assets/MonthPage-*.js')
    await page.getByRole('button', { name: de.failure.reload }).click()
    await page.getByText(de.month.thisMonth).waitFor()
  })
})
