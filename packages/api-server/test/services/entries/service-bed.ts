import type { EntryPage } from 'timesheets-sdk/contract'
import type { ProblemError } from 'timesheets-sdk/decide'
import { type ParsedEntry, weekOf } from 'timesheets-sdk/model'
import { afterEach, beforeEach } from 'vitest'
import {
  type EncodedPage,
  type OpenTimesheetService,
  openTimesheetService,
} from '../../../src/services/index.ts'
import type { Engine, EngineName } from '../../../src/store/engine.ts'
import { eventsAfter } from '../../../src/store/events/events.ts'
import { machine, person } from '../../support/callers.ts'
import { engineOn, newDatabase, type TestDatabase } from '../../support/databases.ts'

export const ana = person('auth0|ana')
export const ben = person('auth0|ben')
export const push = machine()
export const now = Date.parse('2026-11-24T12:00:00Z')

export function entry(more: Partial<ParsedEntry> = {}): ParsedEntry {
  return { date: '2026-11-23', project: 'ACME-42', hours: 7.5, billable: true, ...more }
}

export function pageOf({ json }: EncodedPage): EntryPage {
  return JSON.parse(json.toString())
}

export async function problemOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (reason: ProblemError) => reason,
  )
  return error?.problem
}

/** A service on a database of its own for each test of a group, and a look past it. */
export function serviceTestBed(engineName: EngineName) {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine
  let clock = now
  beforeEach(async () => {
    clock = now
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => clock })
    engine = engineOn(database.location)
  })
  afterEach(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  return {
    get service() {
      return open.service
    },
    get engine() {
      return engine
    },
    /** Lets time pass. */
    pass(ms: number) {
      clock += ms
    },
    events: () => eventsAfter(engine.reader, 0, 10_000),
    async setStatus(userId: string, date: string, status: 'submitted' | 'approved' | 'open') {
      await engine.transaction(async (transaction) => {
        await transaction
          .updateTable('weeks')
          .set({ status })
          .where('user_id', '=', userId)
          .where('week', '=', weekOf(date))
          .execute()
      })
    },
  }
}
