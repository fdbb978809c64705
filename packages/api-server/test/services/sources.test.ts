import { ProblemError } from 'timesheets-sdk/decide'
import type { ParsedPush, PolicySource } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const [before, after] = [machine('erp-2025'), machine('erp-2026')]
const entry = (userId: string, externalId: string, hours = 8): { entry: ParsedPush } => ({
  entry: { userId, externalId, hours, date: '2026-11-23', project: 'ACME-42' },
})

describe.each(engineNames)('sources on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  beforeEach(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService(database.location)
  })
  afterEach(async () => {
    await open.close()
    await database.remove()
  })

  const declare = (...sources: PolicySource[]) => open.service.updatePolicy(keeper, { sources })
  async function pushed(
    caller: typeof before,
    items: readonly { readonly entry: ParsedPush }[],
    source?: string,
    service = open.service,
  ) {
    const { results } = await service.pushEntries(caller, items, { dryRun: false, source })
    return results.map(({ status, problem }) => problem?.code ?? status)
  }
  async function codeOf(work: Promise<unknown>) {
    const error = await work.catch((reason: unknown) => reason)
    return error instanceof ProblemError ? error.problem.code : 'done'
  }

  test('a client that replaces another finds its entries again by naming its source', async () => {
    const month = [entry('ann', '1'), entry('ben', '2')]
    expect(await pushed(before, month)).toEqual(['created', 'created'])
    expect(await codeOf(pushed(after, month, 'erp-2025'))).toBe('source_not_allowed')
    await declare({ name: 'erp-2025', clients: ['erp-2026'], externalIds: 'overall' })
    expect(await pushed(after, month, 'erp-2025')).toEqual(['unchanged', 'unchanged'])
    expect(await pushed(after, [entry('ann', '1', 6)], 'erp-2025')).toEqual(['updated'])
    expect(await pushed(before, [entry('ann', '1', 6)])).toEqual(['unchanged'])
  })

  test('entries without externalId are taken by the source that a client names', async () => {
    await declare({ name: 'erp-2025', clients: ['erp-2026'], externalIds: 'overall' })
    const { externalId: _, ...single } = entry('ann', '').entry
    expect(await pushed(after, [{ entry: single }], 'erp-2025')).toEqual(['created'])
  })

  test('a source that another process has just declared counts at once', async () => {
    const other = await openTimesheetService(database.location)
    expect(await codeOf(pushed(after, [entry('ann', '1')], 'erp-2025', other.service))).toBe(
      'source_not_allowed',
    )
    await declare({ name: 'erp-2025', clients: ['erp-2026'], externalIds: 'per_person' })
    const items = [entry('ann', '1'), entry('ben', '1')]
    expect(await pushed(after, items, 'erp-2025', other.service)).toEqual(['created', 'created'])
    await other.close()
  })

  test('ids that are unique per person are taken for each person, those stored before included', async () => {
    expect(await pushed(before, [entry('ann', '1')])).toEqual(['created'])
    expect(await pushed(before, [entry('ben', '1')])).toEqual(['external_id_of_another_person'])
    await declare({ name: 'erp-2025', clients: ['erp-2026'], externalIds: 'per_person' })
    expect(await pushed(before, [entry('ann', '1'), entry('ben', '1')])).toEqual(['unchanged', 'created'])
    expect(await pushed(after, [entry('ann', '1'), entry('ben', '1', 7)], 'erp-2025')).toEqual([
      'unchanged',
      'updated',
    ])
  })

  test('a source with ids per person stays so', async () => {
    await declare({ name: 'crm', clients: ['erp-2026'], externalIds: 'per_person' })
    expect(await pushed(after, [entry('ann', '1')], 'crm')).toEqual(['created'])
    const overall = declare({ name: 'crm', clients: ['erp-2026'], externalIds: 'overall' })
    expect(await codeOf(overall)).toBe('source_ids_per_person')
    expect(await codeOf(declare())).toBe('source_ids_per_person')
    expect(await codeOf(declare({ name: 'crm', clients: [], externalIds: 'per_person' }))).toBe('done')
    expect(await codeOf(pushed(after, [entry('ann', '1')], 'crm'))).toBe('source_not_allowed')
  })

  test('two clients that push a source at the same instant by two processes store it once', async () => {
    const other = await openTimesheetService(database.location)
    try {
      await declare({ name: 'crm', clients: ['erp-2025', 'erp-2026'], externalIds: 'per_person' })
      for (let round = 0; round < 20; round++) {
        const items = [entry('ann', `r-${round}`, 0.25), entry('ben', `r-${round}`, 0.25)]
        const outcomes = await Promise.all([
          pushed(before, items, 'crm'),
          pushed(after, items, 'crm', other.service),
        ])
        expect(outcomes.flat().sort()).toEqual(['created', 'created', 'unchanged', 'unchanged'])
      }
    } finally {
      await other.close()
    }
  })
})
