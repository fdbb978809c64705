import { people } from 'dev-issuer'
import type { Page } from 'playwright-core'
import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient, type TimesheetsClient } from 'timesheets-sdk/client'
import { datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll } from 'vitest'
import { sharedBrowser, type TestBrowser, type TestVisit } from '../../../support/browser.ts'
import { personToken } from '../../../support/tokens.ts'
import { startWebSystem, type WebSystem } from '../../../support/web.ts'
import { signIn, WeekPageObject } from '../../../support/week-page.ts'

export const today = new Date().toISOString().slice(0, 10)
export const week = weekOf(today)
/** The days of this week, Monday first. */
export const dates = datesOfWeek(week)
/** The place of today in the week. */
export const day = dates.indexOf(today)
export const wide = { viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' }

export interface OpenedWeek extends AsyncDisposable {
  readonly visit: TestVisit
  readonly page: Page
  readonly grid: WeekPageObject
}

/** The parts that the tests of the week share. `system` and `browser` run while tests do. */
export interface WeekTestBed {
  readonly system: WebSystem
  readonly browser: TestBrowser
  /** Someone whom no other test is, so that none sees the hours of another. */
  somebody(): string
  clientOf(login: string): Promise<TimesheetsClient>
  /** The week of a person in a browser of their own, by default this week. */
  openWeek(login: string, path?: string): Promise<OpenedWeek>
}

/** Starts the system and the browser before the tests of a file, and stops them afterwards. */
export function weekTestBed(): WeekTestBed {
  let system: WebSystem
  let browser: TestBrowser
  beforeAll(async () => {
    ;[system, browser] = await Promise.all([startWebSystem(), sharedBrowser()])
  })
  afterAll(() => system?.[Symbol.asyncDispose]())
  const members = people.filter((person) => person.role === 'member').values()
  return {
    get system() {
      return system
    },
    get browser() {
      return browser
    },
    somebody() {
      const { value } = members.next()
      if (!value) throw new Error('there are more tests than people')
      return value.email
    },
    async clientOf(login) {
      const token = await personToken(system.issuer.issuer, login)
      return createTimesheetsClient({ baseUrl: system.api.url, tokenProvider: staticToken(token) })
    },
    async openWeek(login, path = `/week/${week}`) {
      const visit = await browser.open(wide)
      await signIn(visit.page, system.origin, login, path)
      return {
        visit,
        page: visit.page,
        grid: new WeekPageObject(visit.page),
        [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose](),
      }
    },
  }
}
