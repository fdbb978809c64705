import { namedPeople } from 'dev-issuer'
import type { Page } from 'playwright-core'
import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, expect } from 'vitest'
import { violations } from '../../../support/axe.ts'
import { sharedBrowser, type TestBrowser, type TestVisit } from '../../../support/browser.ts'
import { layoutFaults } from '../../../support/layout.ts'
import { addTeam, type Team } from '../../../support/team.ts'
import { startWebSystem, type WebSystem } from '../../../support/web.ts'
import { signIn } from '../../../support/week-page.ts'

export const today = new Date().toISOString().slice(0, 10)
export const week = weekOf(addDays(today, -7))
const dates = datesOfWeek(week)
export const [monday, tuesday] = dates as [string, string]
export const sunday = dates[6] ?? today

/** The parts that the tests of a company share. They are there while tests run. */
export interface CompanyTestBed {
  readonly system: WebSystem
  readonly browser: TestBrowser
  readonly team: Team
  person(index: number): Team['members'][number]
  /** A page of the application in a browser of its own. */
  open(login: string, path: string, locale?: string): Promise<TestVisit>
}

/**
 * Starts a system and a browser before the tests of a file: a manager with three people and two projects. The
 * first person has a whole day, the second an hour.
 */
export function companyTestBed(): CompanyTestBed {
  let system: WebSystem
  let browser: TestBrowser
  let team: Team
  function person(index: number): Team['members'][number] {
    const member = team.members[index]
    if (!member) throw new Error('the team is smaller')
    return member
  }

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

  return {
    get system() {
      return system
    },
    get browser() {
      return browser
    },
    get team() {
      return team
    },
    person,
    async open(login, path, locale = 'en-GB') {
      const visit = await browser.open({ locale, timezoneId: 'UTC', reducedMotion: 'reduce' })
      await signIn(visit.page, system.origin, login, path)
      return visit
    },
  }
}

/** Nothing sticks out and axe finds nothing, on a screen and on a phone. */
export async function expectReadable(page: Page): Promise<void> {
  const found: Record<string, string[]> = {}
  for (const width of [1280, 720, 360]) {
    await page.setViewportSize({ width, height: 900 })
    const faults = [...(await layoutFaults(page)), ...(width === 720 ? [] : await violations(page))]
    if (faults.length > 0) found[`at ${width} px`] = faults
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(found).toEqual({})
}
