import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type OpenTimesheetService,
  openTimesheetService,
} from '../../../packages/api-server/src/services/index.ts'
import type { Week } from '../../../packages/timesheets-sdk/src/model/week-schema.ts'
import type { Caller } from '../../../packages/timesheets-sdk/src/rules/access.ts'
import { demoEntries, demoPeriod } from '../../demo-data/entries.ts'
import { type Clock, playYear } from '../../demo-data/year/play.ts'
import { people } from '../../workspace.ts'

const today = '2026-11-24'
const payroll: Caller = {
  subject: 'auth0|payroll',
  userId: 'auth0|payroll',
  clientId: 'spa',
  isMachine: false,
  scopes: new Set(['read:timesheets', 'approve:timesheets', 'approve:any', 'manage:timesheets']),
}
const nightlyPush: Caller = {
  ...payroll,
  subject: 'm2m-push@clients',
  userId: null,
  clientId: 'm2m-push',
  isMachine: true,
}

describe('the year of ABC', () => {
  const folder = mkdtempSync(join(tmpdir(), 'timesheets-year-'))
  const clock: Clock = { nowMs: 0 }
  let open: OpenTimesheetService

  beforeAll(async () => {
    open = await openTimesheetService({ dataDir: folder, now: () => clock.nowMs })
    // A tenth of the people: what a year looks like does not depend on how many they are.
    await playYear(open.service, clock, people.slice(0, 14), today)
    clock.nowMs = Date.parse(`${today}T12:00:00Z`)
  }, 120_000)
  afterAll(async () => {
    await open?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const weeksWith = async (status: Week['status']) => {
    const { data } = await open.service.listWeeks(payroll, { everyone: 'true', status }, undefined, 1_000)
    return data
  }

  it('has approved weeks, weeks that wait, and something that is unusual', async () => {
    expect((await weeksWith('approved')).length).toBeGreaterThan(500)
    const waiting = await weeksWith('submitted')
    expect(waiting.length).toBeGreaterThan(3)
    expect(waiting.some(({ flags }) => flags.length > 0)).toBe(true)
  })

  it('happened at its own time: what was approved was submitted before, both in the past', async () => {
    for (const { submittedAt, decidedAt } of await weeksWith('approved')) {
      expect(submittedAt !== null && decidedAt !== null && submittedAt < decidedAt).toBe(true)
      expect(decidedAt !== null && decidedAt < `${today}T12:00:00`).toBe(true)
    }
  })

  it('leaves nothing for the nightly push to change but the current week', async () => {
    const entries = [...demoEntries(people.slice(0, 14), demoPeriod(today))]
    const items = entries.map((entry) => ({ entry }))
    const { created, updated, unchanged, rejected } = await open.service.pushEntries(nightlyPush, items, {
      dryRun: false,
    })
    expect({ updated, rejected }).toEqual({ updated: 0, rejected: 0 })
    expect(created).toBeGreaterThan(0)
    expect(unchanged).toBeGreaterThan(created)
  })
})
