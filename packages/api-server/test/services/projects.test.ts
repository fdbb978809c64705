import type { ProblemError } from 'timesheets-sdk/decide'
import { recordEtagOf } from 'timesheets-sdk/rules'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import type { Engine } from '../../src/store/engine.ts'
import { eventsAfter } from '../../src/store/events/events.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../support/databases.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const ana = person('auth0|ana', 'read:timesheets', 'create:timesheets')
const now = Date.parse('2026-11-24T12:00:00Z')

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (reason: ProblemError) => reason,
  )
  return error?.problem
}

describe.each(engineNames)('the catalogue of projects on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine
  beforeEach(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => now })
    engine = engineOn(database.location)
  })
  afterEach(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  const move = {
    name: 'Warehouse move',
    client: 'Acme',
    billable: true,
    activeFrom: '2026-01-01',
    activeTo: '2026-11-30',
    budgetHours: 62.5,
    rates: { currency: 'EUR', employee: 110, contractor: 95.5 },
  }

  test('keeps projects, each change with its event, and the same again changes nothing', async () => {
    const { status, project } = await open.service.putProject(keeper, 'ACME-42', move)
    expect(status).toBe(201)
    expect(project).toEqual({
      code: 'ACME-42',
      ...move,
      rateHistory: [{ from: '1900-01-01', ...move.rates }],
      updatedAt: '2026-11-24T12:00:00.000Z',
    })
    expect(await open.service.getProject(keeper, 'ACME-42')).toEqual(project)
    expect(await open.service.putProject(keeper, 'ACME-42', move)).toEqual({ status: 200, project })
    const changed = await open.service.putProject(keeper, 'ACME-42', { name: 'Move', billable: false })
    expect(changed).toMatchObject({ status: 200, project: { name: 'Move', billable: false } })
    expect(changed.project).not.toHaveProperty('rates')
    expect(changed.project).not.toHaveProperty('budgetHours')
    await open.service.deleteProject(keeper, 'ACME-42')
    expect(await problemOf(open.service.getProject(keeper, 'ACME-42'))).toMatchObject({ status: 404 })
    expect(await problemOf(open.service.deleteProject(keeper, 'ACME-42'))).toMatchObject({ status: 404 })
    const events = await eventsAfter(engine.reader, 0, 100)
    expect(events.map(({ action, subject_id }) => `${action} ${subject_id}`)).toEqual([
      'project.added ACME-42',
      'project.updated ACME-42',
      'project.removed ACME-42',
    ])
  })

  test('of two changes that are based on the same project, one is done', async () => {
    const { project: made } = await open.service.putProject(keeper, 'ACME-42', move)
    const { rates: _, ...free } = move
    const { project } = await open.service.putProject(keeper, 'ACME-42', free)
    const ifMatch = recordEtagOf(project)
    expect(recordEtagOf(await open.service.getProject(keeper, 'ACME-42'))).toBe(ifMatch)
    expect(ifMatch).not.toBe(recordEtagOf(made))
    const put = (name: string) =>
      problemOf(open.service.putProject(keeper, 'ACME-42', { ...free, name }, { correct: false, ifMatch }))
    const problems = await Promise.all(['A', 'B', 'C'].map(put))
    const stale = { status: 412, code: 'precondition_failed' }
    expect(problems.filter((problem) => problem !== undefined)).toMatchObject([stale, stale])
    const { name } = await open.service.getProject(keeper, 'ACME-42')
    // The one that was done, sent again because its response was lost.
    expect(await put(name)).toBeUndefined()
    const removal = open.service.deleteProject(keeper, 'ACME-42', { correct: false, ifMatch })
    expect(await problemOf(removal)).toMatchObject(stale)
  })

  test('of additions at the same time that must be new, one is done', async () => {
    const add = (name: string) =>
      problemOf(
        open.service.putProject(keeper, 'ACME-42', { ...move, name }, { correct: false, createOnly: true }),
      )
    const problems = await Promise.all(['A', 'B', 'C'].map(add))
    const taken = { status: 412, code: 'precondition_failed' }
    expect(problems.filter((problem) => problem !== undefined)).toMatchObject([taken, taken])
    await open.service.deleteProject(keeper, 'ACME-42')
    expect(await add('D')).toBeUndefined()
  })

  test('shows rates to its keepers alone', async () => {
    await open.service.putProject(keeper, 'ACME-42', move)
    expect(await open.service.getProject(ana, 'ACME-42')).not.toHaveProperty('rates')
    expect(await open.service.getProject(ana, 'ACME-42')).not.toHaveProperty('rateHistory')
    const list = (caller: typeof ana) => open.service.listProjects(caller, {}, undefined, 10)
    expect((await list(ana)).data[0]).not.toHaveProperty('rates')
    expect((await list(machine())).data[0]).not.toHaveProperty('rates')
    expect((await list(keeper)).data[0]).toHaveProperty('rates', move.rates)
  })

  test('is read by code, by the day, and page by page', async () => {
    for (const [code, content] of [
      ['B', { activeFrom: '2026-12-01' }],
      ['A', { activeTo: '2026-11-30' }],
      ['C', {}],
    ] as const) {
      await open.service.putProject(keeper, code, { name: code, billable: true, ...content })
    }
    const codes = async (filters: object, after?: string, limit = 10) =>
      (await open.service.listProjects(ana, filters, after, limit)).data.map(({ code }) => code)
    expect(await codes({})).toEqual(['A', 'B', 'C'])
    expect(await codes({ activeOn: '2026-11-30' })).toEqual(['A', 'C'])
    expect(await codes({ activeOn: '2026-12-01' })).toEqual(['B', 'C'])
    expect(await codes({}, 'A', 1)).toEqual(['B'])
  })

  describe('and entries', () => {
    const entry = { date: '2026-11-23', project: 'ACME-42', hours: 1, billable: true }
    const create = (more: Partial<typeof entry> = {}) =>
      open.service.createEntry(ana, { ...entry, ...more }).then(({ entry }) => entry)

    test('may name any project while it is empty', async () => {
      await open.service.updatePolicy(keeper, { unlistedProjects: 'refuse' })
      expect(await create({ project: 'ANYTHING' })).not.toHaveProperty('warnings')
    })

    test('are billable as the catalogue says where they do not say, and stay as they are', async () => {
      await open.service.putProject(keeper, 'INT', { name: 'Internal', billable: false })
      const internal = { date: '2026-11-23', project: 'INT', hours: 1, externalId: 'crm-1' }
      const { entry: made } = await open.service.createEntry(ana, internal)
      expect(made.billable).toBe(false)
      await open.service.updateEntry(ana, made.id, { billable: true }, undefined)
      const again = { entry: { ...internal, hours: 2 } }
      expect(await open.service.pushEntries(ana, [again], { dryRun: false })).toMatchObject({ updated: 1 })
      expect(await open.service.getEntry(ana, made.id)).toMatchObject({ hours: 2, billable: true })
    })

    test('are warned of, or refused, as the policy has it', async () => {
      await open.service.putProject(keeper, 'ACME-42', move)
      expect(await create()).not.toHaveProperty('warnings')
      expect(await create({ project: 'X' })).toMatchObject({ warnings: [{ code: 'project_unlisted' }] })
      expect(await create({ date: '2026-12-01' })).toMatchObject({
        warnings: [{ code: 'project_inactive', path: '/project' }],
      })
      await open.service.updatePolicy(keeper, { unlistedProjects: 'refuse' })
      expect(await problemOf(create({ project: 'X' }))).toMatchObject({
        status: 422,
        code: 'project_unlisted',
        errors: [{ pointer: '/project' }],
      })
      const items = [{ entry: { ...entry, project: 'X' } }, { entry: { ...entry, hours: 2 } }]
      expect(await open.service.pushEntries(ana, items, { dryRun: true })).toMatchObject({
        created: 1,
        rejected: 1,
        results: [{ problem: { code: 'project_unlisted' } }, { status: 'created' }],
      })
    })

    test('that are there already are judged where their project or date changes', async () => {
      const old = await create({ project: 'X' })
      await open.service.putProject(keeper, 'ACME-42', move)
      await open.service.updatePolicy(keeper, { unlistedProjects: 'refuse' })
      const update = (patch: object) => open.service.updateEntry(ana, old.id, patch, undefined)
      expect(await update({ hours: 2, note: 'longer' })).not.toHaveProperty('warnings')
      expect(await problemOf(update({ date: '2026-11-24' }))).toMatchObject({ code: 'project_unlisted' })
      expect(await problemOf(update({ project: 'Y' }))).toMatchObject({ code: 'project_unlisted' })
      expect(await update({ project: 'ACME-42' })).toMatchObject({ project: 'ACME-42' })
      expect(await problemOf(update({ date: '2026-12-01' }))).toMatchObject({ code: 'project_inactive' })
    })
  })
})
