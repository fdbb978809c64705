import type { OperationName, ProblemCode } from '../../../src/contract/index.ts'
import type { CaseRequest, Held, Who } from './system.ts'

/** A request that writes nothing, with the expected problem code, status or results of a batch. */
export interface Refusal extends CaseRequest {
  readonly by: Who
  readonly expected: ProblemCode | `${number}` | readonly string[]
}

const entry = (more: object = {}) => ({ date: '2026-08-03', project: 'ACME-42', hours: 1, ...more })
const employee = { kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
const usedKey = { 'Idempotency-Key': 'used-before' }
const stale = { 'If-Match': '"stale"' }
const nobody = '01a20d67-ffa8-71d5-8990-000000000000'
/** A week that nobody has a row of. */
const newWeek = '2026-W40'

const badCursor: Refusal = { by: 'kim', query: 'cursor=x', expected: 'malformed_cursor' }
const machineAsMe: Refusal = { by: 'machine', params: { userId: 'me' }, expected: 'user_id_required' }
const machineAsked: Refusal = { by: 'machine', query: 'userId=me', expected: 'user_id_required' }

const sameRates = { name: 'Warehouse move', rates: { currency: 'EUR', employee: 90.1 } }
const otherRates = { name: 'Warehouse move', rates: { currency: 'EUR', employee: 80, from: '2026-05-01' } }

/**
 * The refusals of every action on a week; `by` can take it, but is not the owner if only the owner can take
 * it.
 */
function weekRefusals(by: 'owner' | 'approver', reason: object): Refusal[] {
  const insider = by === 'owner' ? 'ann' : 'mia'
  const outsider = by === 'owner' ? 'sam' : 'max'
  const inYear = (week: string): Refusal => ({
    by: insider,
    params: { userId: insider === 'ann' ? 'me' : 'auth0|ann', week },
    json: reason,
    expected: 'not_found',
  })
  return [
    { by: outsider, params: { userId: 'auth0|ann', week: newWeek }, json: reason, expected: 'not_found' },
    { by: outsider, params: { userId: 'auth0|nobody', week: newWeek }, json: reason, expected: 'not_found' },
    { by: 'machine', params: { userId: 'auth0|ann', week: newWeek }, json: reason, expected: 'not_a_person' },
    machineAsMe,
    inYear('0000-W01'),
    inYear('1899-W52'),
    inYear('3000-W02'),
    inYear('9999-W52'),
    {
      by: insider,
      params: { userId: 'auth0|ann', week: '2026-W20' },
      json: reason,
      expected: 'period_locked',
    },
    {
      by: insider,
      params: { userId: 'auth0|ann', week: newWeek },
      headers: stale,
      json: reason,
      expected: 'precondition_failed',
    },
    {
      by: insider,
      params:
        insider === 'ann' ? { userId: 'me', week: '2026-W47' } : { userId: 'auth0|ann', week: '2026-W46' },
      headers: { 'Idempotency-Key': `used-${insider}` },
      json: { reason: 'another' },
      expected: 'idempotency_key_reused',
    },
  ]
}

const ofOwner = weekRefusals('owner', {})
const notMine: Refusal = {
  by: 'mia',
  params: { userId: 'auth0|ann', week: newWeek },
  expected: 'not_your_timesheet',
}
const ofApprover = weekRefusals('approver', { reason: 'Tuesday is missing' })
const ownWeek: Refusal = {
  by: 'mia',
  params: { userId: 'me', week: newWeek },
  json: { reason: 'mine' },
  expected: 'own_week',
}
const notInThisState: Refusal = {
  by: 'mia',
  params: { userId: 'auth0|ann', week: newWeek },
  json: { reason: 'Tuesday is missing' },
  expected: 'illegal_transition',
}
const noReason: Refusal = {
  by: 'mia',
  params: { userId: 'auth0|ann', week: '2026-W47' },
  expected: 'reason_required',
}

/**
 * For each operation of the contract, the requests that write nothing: refused ones, for each reason, and
 * those without effect, such as dry runs and unchanged pushes. The refusals of any operation, such as a
 * missing scope, are made from the contract.
 */
export function refusals({
  open,
  submitted,
  approved,
  locked,
  webhook,
}: Held): Record<OperationName, readonly Refusal[]> {
  const ofEntry = (more: Omit<Refusal, 'params' | 'by' | 'expected'>): Refusal[] => [
    { by: 'ann', params: { id: nobody }, ...more, expected: 'not_found' },
    { by: 'sam', params: { id: open }, ...more, expected: 'not_found' },
    { by: 'max', params: { id: open }, ...more, expected: 'not_found' },
  ]
  const ofForeignEntry = (more: Omit<Refusal, 'params' | 'by' | 'expected'>): Refusal[] => [
    ...ofEntry(more),
    { by: 'mia', params: { id: open }, ...more, expected: 'not_your_timesheet' },
    { by: 'ann', params: { id: open }, ...more, headers: stale, expected: 'precondition_failed' },
    { by: 'ann', params: { id: submitted }, ...more, expected: 'week_locked' },
    { by: 'machine', params: { id: approved }, ...more, expected: 'week_locked' },
    { by: 'ann', params: { id: locked }, ...more, expected: 'period_locked' },
  ]
  const ofWebhook = (more: Omit<Refusal, 'params' | 'by' | 'expected'> = {}): Refusal => ({
    by: 'kim',
    params: { id: nobody },
    ...more,
    expected: 'not_found',
  })
  const newEntryRefusals: [item: object, code: ProblemCode][] = [
    [entry({ hours: 0 }), 'hours_not_positive'],
    [entry({ hours: 25 }), 'hours_over_day'],
    [entry({ hours: 23 }), 'day_over_maximum'],
    [entry({ project: 'NONE' }), 'project_unlisted'],
    [entry({ project: 'OLD-1' }), 'project_inactive'],
    [entry({ date: '2026-05-04' }), 'period_locked'],
    [entry({ date: '2026-11-17' }), 'week_locked'],
    [entry({ date: '2028-01-03' }), 'date_too_far_ahead'],
    [entry({ date: '0000-01-03' }), 'out_of_range'],
    [entry({ date: '9999-12-31' }), 'out_of_range'],
    [entry({ hours: 'two' }), 'wrong_type'],
    [{ date: '2026-08-03', hours: 1 }, 'missing_field'],
    [entry({ userId: 'auth0|sam' }), 'not_your_timesheet'],
    [entry({ userId: 'me' }), 'invalid_value'],
    [entry({ project: 'A\u0000B' }), 'invalid_character'],
  ]
  const rejectedItems = newEntryRefusals.map(([, code]) => `rejected ${code}`)

  return {
    listEntries: [
      { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'max', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'machine', expected: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'from=2026-11-30&to=2026-11-01', expected: 'out_of_range' },
      { by: 'ann', query: 'from=0000-01-01', expected: 'out_of_range' },
      { by: 'ann', query: 'to=9999-12-31', expected: 'out_of_range' },
      { by: 'ann', headers: { Accept: 'text/html' }, expected: 'not_acceptable' },
      { by: 'ann', query: 'cursor=x', expected: 'malformed_cursor' },
    ],
    createEntry: [
      ...newEntryRefusals.map(([json, expected]): Refusal => ({ by: 'ann', json, expected })),
      { by: 'machine', json: entry(), expected: 'user_id_required' },
      { by: 'machine', json: entry({ userId: 'me' }), expected: 'invalid_value' },
      { by: 'ann', json: entry({ externalId: 'x-1', hours: 3 }), expected: 'external_id_taken' },
      { by: 'ann', json: entry({ date: '2026-11-23', externalId: 'x-1' }), expected: '200' },
      { by: 'ann', json: entry(), headers: usedKey, expected: 'idempotency_key_reused' },
      { by: 'ann', json: entry(), query: 'source=erp', expected: 'source_not_allowed' },
    ],
    pushEntries: [
      { by: 'ann', json: { entries: newEntryRefusals.map(([item]) => item) }, expected: rejectedItems },
      { by: 'ann', json: { entries: [entry()] }, query: 'dryRun=true', expected: ['created undefined'] },
      { by: 'ann', json: { entries: [entry()] }, query: 'source=erp', expected: 'source_not_allowed' },
      {
        by: 'ann',
        json: { entries: [entry({ date: '2026-11-23', externalId: 'x-1' })] },
        expected: ['unchanged undefined'],
      },
      {
        by: 'machine',
        json: { entries: [entry(), entry({ userId: 'me' })] },
        expected: ['rejected user_id_required', 'rejected invalid_value'],
      },
      { by: 'ann', json: { entries: Array(1_001).fill(entry()) }, expected: 'too_many_entries' },
      { by: 'ann', json: { entries: [entry()] }, headers: usedKey, expected: 'idempotency_key_reused' },
    ],
    getEntry: ofEntry({}),
    updateEntry: [
      ...ofForeignEntry({ json: { hours: 2 } }),
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', hours: 0 },
        expected: 'hours_not_positive',
      },
      { by: 'ann', params: { id: open }, json: { date: '2026-11-17' }, expected: 'week_locked' },
      { by: 'ann', params: { id: open }, json: { date: '2026-05-04' }, expected: 'period_locked' },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', hours: 23 },
        expected: 'day_over_maximum',
      },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', project: 'NONE' },
        expected: 'project_unlisted',
      },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', project: 'OLD-1' },
        expected: 'project_inactive',
      },
      { by: 'ann', params: { id: open }, json: { hours: 1 }, expected: '200' },
    ],
    deleteEntry: ofForeignEntry({}),
    listWeeks: [
      { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'max', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'machine', expected: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'from=0000-W01', expected: 'out_of_range' },
      { by: 'ann', query: 'to=9999-W52', expected: 'out_of_range' },
      badCursor,
    ],
    decideWeeks: [
      {
        by: 'mia',
        json: {
          decisions: [
            { userId: 'auth0|ann', week: newWeek, action: 'approve' },
            { userId: 'auth0|mia', week: newWeek, action: 'approve' },
            { userId: 'auth0|bob', week: newWeek, action: 'approve' },
            { userId: 'auth0|ann', week: '2026-W47', action: 'reject' },
            { userId: 'auth0|ann', week: '2026-W20', action: 'approve' },
            { userId: 'auth0|ann', week: newWeek, action: 'approve', ifMatch: '"stale"' },
          ],
        },
        expected: [
          'refused illegal_transition',
          'refused own_week',
          'refused not_found',
          'refused reason_required',
          'refused period_locked',
          'refused precondition_failed',
        ],
      },
      {
        by: 'machine',
        json: { decisions: [{ userId: 'auth0|ann', week: newWeek, action: 'approve' }] },
        expected: ['refused not_a_person'],
      },
      {
        by: 'mia',
        json: { decisions: [{ userId: 'auth0|ann', week: '9999-W52', action: 'approve' }] },
        expected: 'out_of_range',
      },
      {
        by: 'mia',
        json: { decisions: [{ userId: 'me', week: newWeek, action: 'approve' }] },
        expected: 'invalid_value',
      },
      {
        by: 'mia',
        json: { decisions: [{ userId: 'auth0|ann', week: newWeek, action: 'approve' }] },
        headers: { 'Idempotency-Key': 'used-mia' },
        expected: ['refused idempotency_key_reused'],
      },
    ],
    getWeek: [
      { by: 'sam', params: { userId: 'auth0|ann', week: newWeek }, expected: 'not_found' },
      { by: 'max', params: { userId: 'auth0|ann', week: newWeek }, expected: 'not_found' },
      { by: 'ann', params: { userId: 'me', week: '0000-W01' }, expected: 'not_found' },
      { by: 'ann', params: { userId: 'me', week: '9999-W52' }, expected: 'not_found' },
      machineAsMe,
    ],
    submitWeek: [
      ...ofOwner,
      notMine,
      { by: 'ann', params: { userId: 'me', week: newWeek }, expected: 'empty_week' },
      { by: 'ann', params: { userId: 'me', week: '2026-W47' }, expected: 'illegal_transition' },
    ],
    recallWeek: [
      ...ofOwner,
      notMine,
      { by: 'ann', params: { userId: 'me', week: newWeek }, expected: 'illegal_transition' },
    ],
    approveWeek: [...ofApprover, ownWeek, notInThisState],
    rejectWeek: [...ofApprover, ownWeek, notInThisState, noReason],
    reopenWeek: [
      ...ofApprover,
      ownWeek,
      notInThisState,
      { ...noReason, params: { userId: 'auth0|ann', week: '2026-W46' } },
    ],
    listPeople: [badCursor, { by: 'machine', query: 'managerId=me', expected: 'user_id_required' }],
    getPerson: [
      { by: 'sam', params: { userId: 'auth0|ann' }, expected: 'not_found' },
      { by: 'kim', params: { userId: 'auth0|nobody' }, expected: 'not_found' },
      machineAsMe,
    ],
    putPerson: [
      {
        by: 'kim',
        params: { userId: 'auth0|new' },
        json: {
          name: 'New',
          kind: 'employee',
          expectedHoursPerWeek: 40,
          activeFrom: '2026-12-01',
          holidayCalendar: 'DE-BE',
        },
        expected: 'invalid_value',
      },
      ...(['2026-11-09 week_locked', '2026-05-04 period_locked'] as const).map((text): Refusal => {
        const [from, expected] = text.split(' ') as [string, ProblemCode]
        const json = { name: 'Ann', ...employee, managerId: 'auth0|mia', kind: 'contractor', from }
        return { by: 'kim', params: { userId: 'auth0|ann' }, json, expected }
      }),
      {
        by: 'kim',
        params: { userId: 'auth0|ann' },
        json: { name: 'Ann', ...employee, managerId: 'me' },
        expected: 'invalid_value',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann' },
        json: { name: 'Ann', ...employee, managerId: 'auth0|ann' },
        expected: 'manager_cycle',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|new' },
        json: { name: 'New', ...employee, activeTo: '2025-01-01' },
        expected: 'out_of_range',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann' },
        json: { name: 'Ann', ...employee, managerId: 'auth0|mia' },
        expected: '200',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|a\u0000b' },
        json: { name: 'Ann', ...employee },
        expected: 'not_found',
      },
      { ...machineAsMe, json: { name: 'Me', ...employee } },
    ],
    deletePerson: [
      { by: 'kim', params: { userId: 'auth0|nobody' }, expected: 'not_found' },
      { by: 'kim', params: { userId: 'auth0|ann' }, expected: 'person_has_hours' },
      machineAsMe,
    ],
    listNewcomers: [badCursor],
    deleteNewcomer: [{ by: 'kim', params: { userId: 'auth0|nobody' }, expected: 'not_found' }, machineAsMe],
    listAbsences: [
      { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'machine', expected: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'from=2026-12-01&to=2026-11-01', expected: 'out_of_range' },
      badCursor,
    ],
    putAbsence: [
      {
        by: 'kim',
        params: { userId: 'auth0|ann', from: '2026-11-09' },
        json: { to: '2026-11-09' },
        expected: 'week_locked',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann', from: '2026-05-04' },
        json: { to: '2026-05-04' },
        expected: 'period_locked',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|nobody', from: '2026-12-21' },
        json: { to: '2026-12-23' },
        expected: 'not_found',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann', from: '2026-12-22' },
        json: { to: '2026-12-23' },
        expected: 'absence_overlaps',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann', from: '2026-12-21' },
        json: { to: '2026-12-31', kind: 'vacation' },
        expected: '200',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann', from: '0000-12-21' },
        json: { to: '2026-12-23' },
        expected: 'not_found',
      },
      { ...machineAsMe, json: { to: '2026-12-31' } },
    ],
    deleteAbsence: [
      { by: 'kim', params: { userId: 'auth0|ann', from: '2026-11-10' }, expected: 'week_locked' },
      { by: 'kim', params: { userId: 'auth0|ann', from: '2026-05-05' }, expected: 'period_locked' },
      { by: 'kim', params: { userId: 'auth0|ann', from: '2026-12-22' }, expected: 'not_found' },
      machineAsMe,
    ],
    getFeed: [
      { by: 'sam', expected: 'not_found' },
      { by: 'ann', params: { userId: 'me' }, expected: 'not_found' },
      machineAsMe,
    ],
    createFeed: [{ by: 'sam', expected: 'not_found' }, { by: 'kim', expected: 'not_found' }, machineAsMe],
    deleteFeed: [{ by: 'sam', expected: 'not_found' }, { by: 'kim', expected: 'not_found' }, machineAsMe],
    listPeriods: [badCursor],
    getPeriod: [
      { by: 'kim', params: { period: '2026-13' }, expected: 'not_found' },
      { by: 'kim', params: { period: '3000-01' }, expected: 'not_found' },
    ],
    listObstacles: [badCursor],
    closePeriod: [
      { by: 'kim', params: { period: '2026-12' }, json: {}, expected: 'period_out_of_order' },
      { by: 'kim', params: { period: '2026-01' }, expected: 'period_not_ready' },
      { by: 'clerk', params: { period: '2026-01' }, json: {}, expected: 'period_not_ready' },
      { by: 'kim', params: { period: '2026-01' }, json: { force: true }, expected: 'reason_required' },
      { by: 'kim', json: {}, expected: '200' },
      { by: 'kim', json: {}, headers: usedKey, expected: 'idempotency_key_reused' },
      { by: 'mia', json: {}, expected: 'insufficient_scope' },
    ],
    reopenPeriod: [
      { by: 'kim', params: { period: '2026-01' }, json: { reason: 'x' }, expected: 'illegal_transition' },
      { by: 'kim', params: { period: '2025-11' }, json: { reason: 'x' }, expected: 'period_out_of_order' },
      { by: 'kim', json: { reason: 'another' }, headers: usedKey, expected: 'idempotency_key_reused' },
      { by: 'mia', json: { reason: 'mine' }, expected: 'insufficient_scope' },
    ],
    listPeriodLines: [
      badCursor,
      { by: 'kim', params: { period: '2026-10' }, expected: 'not_found' },
      { by: 'kim', query: 'version=3', expected: 'not_found' },
      { by: 'kim', query: 'version=0', expected: 'invalid_format' },
      { by: 'kim', headers: { Accept: 'text/html' }, expected: 'not_acceptable' },
      { by: 'deputy', expected: 'insufficient_scope' },
    ],
    listPeriodChanges: [
      badCursor,
      { by: 'kim', params: { period: '2026-10' }, expected: 'not_found' },
      { by: 'kim', headers: { Accept: 'text/html' }, expected: 'not_acceptable' },
      { by: 'machine', expected: 'insufficient_scope' },
    ],
    listProjects: [badCursor],
    getProject: [{ by: 'ann', params: { code: 'NONE' }, expected: 'not_found' }],
    putProject: [
      { by: 'kim', params: { code: 'ACME-42' }, json: sameRates, expected: '200' },
      { by: 'kim', params: { code: 'ACME-42' }, json: otherRates, expected: 'week_locked' },
      { by: 'kim', params: { code: 'CLOSED-1' }, json: otherRates, expected: 'period_locked' },
      {
        by: 'kim',
        params: { code: 'NEW-1' },
        json: { name: 'New', rates: { currency: 'JPY', employee: 90.5 } },
        expected: 'invalid_value',
      },
      {
        by: 'kim',
        params: { code: 'NEW-1' },
        json: { name: 'New', rates: { currency: 'euro', employee: 90.5 } },
        expected: 'invalid_format',
      },
      { by: 'kim', params: { code: ' padded ' }, json: { name: 'Warehouse move' }, expected: 'not_found' },
      {
        by: 'kim',
        params: { code: 'NEW-1' },
        json: { name: 'New', activeFrom: '2026-02-01', activeTo: '2026-01-01' },
        expected: 'out_of_range',
      },
      {
        by: 'kim',
        params: { code: 'NEW-1' },
        json: { name: 'New', budgetHours: 0 },
        expected: 'out_of_range',
      },
      {
        by: 'kim',
        params: { code: 'NEW-1' },
        json: { name: 'New', budgetHours: 1.234 },
        expected: 'invalid_value',
      },
    ],
    deleteProject: [
      { by: 'kim', params: { code: 'ACME-42' }, expected: 'week_locked' },
      { by: 'kim', params: { code: 'CLOSED-1' }, expected: 'period_locked' },
      { by: 'kim', params: { code: 'NONE' }, expected: 'not_found' },
    ],
    listMissing: [
      { by: 'mia', expected: 'missing_field' },
      { by: 'mia', query: 'week=2026-W47&cursor=x', expected: 'malformed_cursor' },
      { by: 'mia', query: 'week=0000-W01', expected: 'out_of_range' },
    ],
    sendReminders: [
      { by: 'mia', json: { week: '2026-W45' }, expected: 'reminders_not_set_up' },
      {
        by: 'mia',
        json: { week: '2026-W45', userIds: ['auth0|ann'], dryRun: true },
        expected: ['no_email undefined'],
      },
      { by: 'mia', json: { week: '2026-W45', dryRun: true, cursor: 'x' }, expected: 'malformed_cursor' },
      { by: 'mia', json: { week: '9999-W52', dryRun: true }, expected: 'out_of_range' },
      { by: 'mia', json: { week: '2026-W45', userIds: ['me'], dryRun: true }, expected: 'invalid_value' },
    ],
    listHours: [
      { by: 'mia', query: 'groupBy=currency', expected: 'amounts_not_allowed' },
      { by: 'pusher', expected: 'user_id_required' },
      machineAsked,
      { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'ann', headers: { Accept: 'text/html' }, expected: 'not_acceptable' },
      { by: 'ann', query: 'cursor=x', expected: 'malformed_cursor' },
      { by: 'ann', query: 'from=0000-01-01', expected: 'out_of_range' },
    ],
    listEvents: [
      { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'machine', query: 'week=2026-W47', expected: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'cursor=x', expected: 'malformed_cursor' },
      { by: 'ann', query: 'order=newest&after=1', expected: 'invalid_value' },
      { by: 'ann', query: 'after=999999', expected: 'events_gone' },
      { by: 'ann', query: 'after=1&generation=another', expected: 'events_gone' },
    ],
    listWebhooks: [badCursor],
    createWebhook: [
      {
        by: 'deputy',
        json: { url: 'https://hooks.abc.example/other', events: ['entry.*'] },
        expected: 'insufficient_scope',
      },
      {
        by: 'clerk',
        json: { url: 'https://hooks.abc.example/other', events: ['week.approved'] },
        expected: 'insufficient_scope',
      },
      { by: 'kim', json: { url: 'https://10.0.0.1/', events: ['week.*'] }, expected: 'invalid_value' },
      {
        by: 'kim',
        json: { url: 'https://hooks.abc.example/other', events: ['week.*'] },
        headers: usedKey,
        expected: 'idempotency_key_reused',
      },
    ],
    getWebhook: [ofWebhook()],
    listWebhookDeliveries: [{ ...badCursor, params: { id: webhook } }, ofWebhook()],
    updateWebhook: [
      ...[
        { url: 'https://hooks.abc.example/other' },
        { events: ['entry.*'] },
        { status: 'active' },
        { replayAfter: 0 },
      ].map(
        (json): Refusal => ({ by: 'deputy', params: { id: webhook }, json, expected: 'insufficient_scope' }),
      ),
      {
        by: 'kim',
        params: { id: webhook },
        json: { events: ['week.*', 'week.*'] },
        expected: 'invalid_value',
      },
      { by: 'kim', params: { id: webhook }, json: { skipThrough: 999_999 }, expected: 'out_of_range' },
      { by: 'kim', params: { id: webhook }, json: { replayAfter: 999_999 }, expected: 'out_of_range' },
      { by: 'kim', params: { id: webhook }, json: { replayAfter: -1 }, expected: 'out_of_range' },
      {
        by: 'kim',
        params: { id: webhook },
        json: { skipThrough: 1, replayAfter: 1 },
        expected: 'invalid_value',
      },
      { by: 'deputy', params: { id: webhook }, json: { skipThrough: 0 }, expected: '200' },
      ofWebhook({ json: { status: 'paused' } }),
      { by: 'kim', params: { id: webhook }, json: { url: 'https://10.0.0.1/' }, expected: 'invalid_value' },
      { by: 'kim', params: { id: webhook }, json: { events: ['week.*'], status: 'active' }, expected: '200' },
    ],
    deleteWebhook: [ofWebhook()],
    rotateWebhookSecret: [ofWebhook()],
    testWebhook: [ofWebhook()],
    getMe: [],
    getPolicy: [],
    updatePolicy: [
      { by: 'kim', json: { maxHoursPerDay: 25 }, expected: 'out_of_range' },
      { by: 'kim', json: { weeklyWarningHours: 50 }, headers: stale, expected: 'precondition_failed' },
      { by: 'kim', json: { holidayCalendars: [] }, expected: 'calendar_in_use' },
      {
        by: 'kim',
        json: {
          holidayCalendars: [{ name: 'PT-11', days: [{ date: '2026-06-30', name: 'x', half: true }] }],
        },
        expected: 'period_locked',
      },
      { by: 'kim', json: { lockedThrough: '9999-12-31' }, expected: 'out_of_range' },
      { by: 'kim', json: { lockedThrough: '2026-06-30' }, expected: '200' },
      { by: 'kim', json: { lockedThrough: '2025-12-30' }, expected: 'period_locked' },
      {
        by: 'kim',
        json: { sources: [{ name: 'spa', clients: [], externalIds: 'overall' }] },
        expected: 'source_ids_per_person',
      },
    ],
  }
}
