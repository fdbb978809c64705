// Measures how fast the application responds to keys, clicks and scrolling in Chromium, with the data of a
// large company, and prints a table: pnpm interactions.
import { namedPeople } from 'dev-issuer'
import type { Page } from 'playwright-core'
import { datesOfWeek, type Entry, type Person, type Week, weekOf } from 'timesheets-sdk/model'
import { startBrowser } from '../support/browser.ts'
import { multiply } from '../support/long-lists.ts'
import { addTeam } from '../support/team.ts'
import { startWebSystem } from '../support/web.ts'
import { signIn, WeekPageObject } from '../support/week-page.ts'
import { measure } from './measure.ts'

const today = new Date().toISOString().slice(0, 10)
const week = weekOf(today)
const [monday = today] = datesOfWeek(week)

await using system = await startWebSystem()
await using browser = await startBrowser()
const team = await addTeam({ api: system.api.url, issuer: system.issuer.issuer, size: 1 })
const [member] = team.members
const { entries, weeks } = await team.as(member?.email ?? '')
for (let row = 0; row < 40; row++) {
  await entries.create({ date: monday, project: `PROJECT-${row}`, hours: 0.25 })
}
await weeks.submit(week)
const own = await team.as(team.manager.email)
for (let row = 0; row < 40; row++) {
  await own.entries.create({ date: monday, project: `PROJECT-${row}`, hours: 0.25 })
}

const api = (path: string) => new URL(path, system.api.url).href
const people = (page: Page, count: number) =>
  multiply<Person>(page, api('people'), count, (sample, index) => ({
    ...sample,
    userId: `load|${index}`,
    name: `Person ${String(index).padStart(5, '0')}`,
    managerId: team.manager.userId,
  }))

const manyWeeks = async (page: Page) => {
  await people(page, 500)
  await multiply<Week>(page, api('weeks'), 500, (sample, index) => ({ ...sample, userId: `load|${index}` }))
}

interface Subject {
  readonly name: string
  readonly login: string
  readonly path: string
  prepare?(page: Page): Promise<void>
  /** A text that is there once the page is. */
  readonly shown: string
  act(page: Page): Promise<void>
}

const search = async (page: Page) => {
  await page.getByRole('searchbox').pressSequentially('004')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.locator('.filters select').first().selectOption({ index: 1 })
}
const scroll = async (page: Page) => {
  await page.mouse.move(640, 500)
  for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, 2_000)
}

const subjects: readonly Subject[] = [
  {
    name: 'Week, 40 rows: type into ten cells, move, undo',
    login: team.manager.email,
    path: `/week/${week}`,
    shown: 'PROJECT-39',
    async act(page) {
      await new WeekPageObject(page).cell('PROJECT-5', 1).click()
      for (let cell = 0; cell < 10; cell++) {
        await page.keyboard.press('1')
        await page.keyboard.press('Enter')
      }
      for (let cell = 0; cell < 20; cell++) await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Control+z')
    },
  },
  {
    name: 'People, 500: search, filter',
    login: namedPeople.admin,
    path: '/people',
    prepare: (page) => people(page, 500),
    shown: 'Person 00001',
    act: search,
  },
  {
    name: 'People, 10,000: search, filter',
    login: namedPeople.admin,
    path: '/people',
    prepare: (page) => people(page, 10_000),
    shown: 'Person 00001',
    act: search,
  },
  {
    name: 'Team, 500: search, filter',
    login: team.manager.email,
    path: '/team',
    prepare: (page) => people(page, 500),
    shown: 'Person 00001',
    act: search,
  },
  {
    name: 'Approvals, 500 weeks: move, select, search',
    login: team.manager.email,
    path: '/approvals',
    prepare: manyWeeks,
    shown: 'Person 00001',
    async act(page) {
      for (let row = 0; row < 10; row++) await page.keyboard.press('j')
      await page.keyboard.press(' ')
      await search(page)
    },
  },
  {
    name: 'Approvals, 500 weeks: scroll',
    login: team.manager.email,
    path: '/approvals',
    prepare: manyWeeks,
    shown: 'Person 00001',
    act: scroll,
  },
  {
    name: 'Entries, 10,000: scroll',
    login: team.manager.email,
    path: '/entries',
    prepare: (page) =>
      multiply<Entry>(page, api('timesheets'), 10_000, (sample, index) => ({ ...sample, id: `${index}` })),
    shown: 'PROJECT-0',
    act: scroll,
  },
]

console.log('| page and acts | longest interaction | longest frame |\n| --- | --- | --- |')
for (const { name, login, path, prepare, shown, act } of subjects) {
  await using visit = await browser.openNew({ timezoneId: 'UTC', viewport: { width: 1280, height: 900 } })
  const { page } = visit
  await signIn(page, system.origin, login)
  await prepare?.(page)
  await page.goto(system.origin + path)
  await page.getByText(shown).filter({ visible: true }).first().waitFor({ timeout: 60_000 })
  const { interactionMs, frameMs } = await measure(page, () => act(page))
  console.log(`| ${name} | ${interactionMs} ms | ${frameMs} ms |`)
}
