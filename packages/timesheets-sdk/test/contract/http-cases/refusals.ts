import type { OperationName, ProblemCode } from '../../../src/contract/index.ts'
import type { CaseRequest, Held, Who } from './system.ts'

/** A request that writes nothing, and its answer: a problem code, or what became of the items of a batch. */
export interface Refusal extends CaseRequest {
  readonly by: Who
  readonly answer: ProblemCode | `${number}` | readonly string[]
}

const entry = (more: object = {}) => ({ date: '2026-08-03', project: 'ACME-42', hours: 1, ...more })
const employee = { kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
const usedKey = { 'Idempotency-Key': 'used-before' }
const stale = { 'If-Match': '"stale"' }
const nobody = '01a20d67-ffa8-71d5-8990-000000000000'
/** A week that nobody has a row of. */
const newWeek = '2026-W40'

const badCursor: Refusal = { by: 'kim', query: 'cursor=x', answer: 'malformed_cursor' }
const machineAsMe: Refusal = { by: 'machine', params: { userId: 'me' }, answer: 'user_id_required' }
const machineAsked: Refusal = { by: 'machine', query: 'userId=me', answer: 'user_id_required' }

/** What every action on a week refuses; `by` may take it, but is not the owner where it is the owner's to take. */
function weekRefusals(by: 'owner' | 'approver', reason: object): Refusal[] {
  const insider = by === 'owner' ? 'ann' : 'mia'
  const outsider = by === 'owner' ? 'sam' : 'max'
  const inYear = (week: string): Refusal => ({
    by: insider,
    params: { userId: insider === 'ann' ? 'me' : 'auth0|ann', week },
    json: reason,
    answer: 'not_found',
  })
  return [
    { by: outsider, params: { userId: 'auth0|ann', week: newWeek }, json: reason, answer: 'not_found' },
    { by: outsider, params: { userId: 'auth0|nobody', week: newWeek }, json: reason, answer: 'not_found' },
    { by: 'machine', params: { userId: 'auth0|ann', week: newWeek }, json: reason, answer: 'not_a_person' },
    machineAsMe,
    inYear('0000-W01'),
    inYear('1899-W52'),
    inYear('3000-W02'),
    inYear('9999-W52'),
    {
      by: insider,
      params: { userId: 'auth0|ann', week: '2026-W20' },
      json: reason,
      answer: 'period_locked',
    },
    {
      by: insider,
      params: { userId: 'auth0|ann', week: newWeek },
      headers: stale,
      json: reason,
      answer: 'precondition_failed',
    },
    {
      by: insider,
      params:
        insider === 'ann' ? { userId: 'me', week: '2026-W47' } : { userId: 'auth0|ann', week: '2026-W46' },
      headers: { 'Idempotency-Key': `used-${insider}` },
      json: { reason: 'another' },
      answer: 'idempotency_key_reused',
    },
  ]
}

const ofOwner = weekRefusals('owner', {})
const notMine: Refusal = {
  by: 'mia',
  params: { userId: 'auth0|ann', week: newWeek },
  answer: 'not_your_timesheet',
}
const ofApprover = weekRefusals('approver', { reason: 'Tuesday is missing' })
const ownWeek: Refusal = {
  by: 'mia',
  params: { userId: 'me', week: newWeek },
  json: { reason: 'mine' },
  answer: 'own_week',
}
const notInThisState: Refusal = {
  by: 'mia',
  params: { userId: 'auth0|ann', week: newWeek },
  json: { reason: 'Tuesday is missing' },
  answer: 'illegal_transition',
}
const noReason: Refusal = {
  by: 'mia',
  params: { userId: 'auth0|ann', week: '2026-W47' },
  answer: 'reason_required',
}

/**
 * For each operation of the contract the requests that write nothing: those that it refuses, for each of its reasons, and
 * those that change nothing, as dry runs and unchanged pushes. What any operation refuses, as a token without the scope, is
 * made from the contract.
 */
export function refusals({
  open,
  submitted,
  approved,
  locked,
  webhook,
}: Held): Record<OperationName, readonly Refusal[]> {
  const ofEntry = (more: Omit<Refusal, 'params' | 'by' | 'answer'>): Refusal[] => [
    { by: 'ann', params: { id: nobody }, ...more, answer: 'not_found' },
    { by: 'sam', params: { id: open }, ...more, answer: 'not_found' },
    { by: 'max', params: { id: open }, ...more, answer: 'not_found' },
  ]
  const ofForeignEntry = (more: Omit<Refusal, 'params' | 'by' | 'answer'>): Refusal[] => [
    ...ofEntry(more),
    { by: 'mia', params: { id: open }, ...more, answer: 'not_your_timesheet' },
    { by: 'ann', params: { id: open }, ...more, headers: stale, answer: 'precondition_failed' },
    { by: 'ann', params: { id: submitted }, ...more, answer: 'week_locked' },
    { by: 'machine', params: { id: approved }, ...more, answer: 'week_locked' },
    { by: 'ann', params: { id: locked }, ...more, answer: 'period_locked' },
  ]
  const ofWebhook = (more: Omit<Refusal, 'params' | 'by' | 'answer'> = {}): Refusal => ({
    by: 'kim',
    params: { id: nobody },
    ...more,
    answer: 'not_found',
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
      { by: 'sam', query: 'userId=auth0|ann', answer: 'not_found' },
      { by: 'max', query: 'userId=auth0|ann', answer: 'not_found' },
      { by: 'machine', answer: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'from=2026-11-30&to=2026-11-01', answer: 'out_of_range' },
      { by: 'ann', query: 'from=0000-01-01', answer: 'out_of_range' },
      { by: 'ann', query: 'to=9999-12-31', answer: 'out_of_range' },
      { by: 'ann', headers: { Accept: 'text/html' }, answer: 'not_acceptable' },
      { by: 'ann', query: 'cursor=x', answer: 'malformed_cursor' },
    ],
    createEntry: [
      ...newEntryRefusals.map(([json, answer]): Refusal => ({ by: 'ann', json, answer })),
      { by: 'machine', json: entry(), answer: 'user_id_required' },
      { by: 'machine', json: entry({ userId: 'me' }), answer: 'invalid_value' },
      { by: 'ann', json: entry({ externalId: 'x-1', hours: 3 }), answer: 'external_id_taken' },
      { by: 'ann', json: entry({ date: '2026-11-23', externalId: 'x-1' }), answer: '200' },
      { by: 'ann', json: entry(), headers: usedKey, answer: 'idempotency_key_reused' },
    ],
    pushEntries: [
      { by: 'ann', json: { entries: newEntryRefusals.map(([item]) => item) }, answer: rejectedItems },
      { by: 'ann', json: { entries: [entry()] }, query: 'dryRun=true', answer: ['created undefined'] },
      {
        by: 'ann',
        json: { entries: [entry({ date: '2026-11-23', externalId: 'x-1' })] },
        answer: ['unchanged undefined'],
      },
      {
        by: 'machine',
        json: { entries: [entry(), entry({ userId: 'me' })] },
        answer: ['rejected user_id_required', 'rejected invalid_value'],
      },
      { by: 'ann', json: { entries: Array(1_001).fill(entry()) }, answer: 'too_many_entries' },
      { by: 'ann', json: { entries: [entry()] }, headers: usedKey, answer: 'idempotency_key_reused' },
    ],
    getEntry: ofEntry({}),
    updateEntry: [
      ...ofForeignEntry({ json: { hours: 2 } }),
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', hours: 0 },
        answer: 'hours_not_positive',
      },
      { by: 'ann', params: { id: open }, json: { date: '2026-11-17' }, answer: 'week_locked' },
      { by: 'ann', params: { id: open }, json: { date: '2026-05-04' }, answer: 'period_locked' },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', hours: 23 },
        answer: 'day_over_maximum',
      },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', project: 'NONE' },
        answer: 'project_unlisted',
      },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', project: 'OLD-1' },
        answer: 'project_inactive',
      },
      { by: 'ann', params: { id: open }, json: { hours: 1 }, answer: '200' },
    ],
    deleteEntry: ofForeignEntry({}),
    listWeeks: [
      { by: 'sam', query: 'userId=auth0|ann', answer: 'not_found' },
      { by: 'max', query: 'userId=auth0|ann', answer: 'not_found' },
      { by: 'machine', answer: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'from=0000-W01', answer: 'out_of_range' },
      { by: 'ann', query: 'to=9999-W52', answer: 'out_of_range' },
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
        answer: [
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
        answer: ['refused not_a_person'],
      },
      {
        by: 'mia',
        json: { decisions: [{ userId: 'auth0|ann', week: '9999-W52', action: 'approve' }] },
        answer: 'out_of_range',
      },
      {
        by: 'mia',
        json: { decisions: [{ userId: 'me', week: newWeek, action: 'approve' }] },
        answer: 'invalid_value',
      },
      {
        by: 'mia',
        json: { decisions: [{ userId: 'auth0|ann', week: newWeek, action: 'approve' }] },
        headers: { 'Idempotency-Key': 'used-mia' },
        answer: ['refused idempotency_key_reused'],
      },
    ],
    getWeek: [
      { by: 'sam', params: { userId: 'auth0|ann', week: newWeek }, answer: 'not_found' },
      { by: 'max', params: { userId: 'auth0|ann', week: newWeek }, answer: 'not_found' },
      { by: 'ann', params: { userId: 'me', week: '0000-W01' }, answer: 'not_found' },
      { by: 'ann', params: { userId: 'me', week: '9999-W52' }, answer: 'not_found' },
      machineAsMe,
    ],
    submitWeek: [
      ...ofOwner,
      notMine,
      { by: 'ann', params: { userId: 'me', week: newWeek }, answer: 'empty_week' },
      { by: 'ann', params: { userId: 'me', week: '2026-W47' }, answer: 'illegal_transition' },
    ],
    recallWeek: [
      ...ofOwner,
      notMine,
      { by: 'ann', params: { userId: 'me', week: newWeek }, answer: 'illegal_transition' },
    ],
    approveWeek: [...ofApprover, ownWeek, notInThisState],
    rejectWeek: [...ofApprover, ownWeek, notInThisState, noReason],
    reopenWeek: [
      ...ofApprover,
      ownWeek,
      notInThisState,
      { ...noReason, params: { userId: 'auth0|ann', week: '2026-W46' } },
    ],
    listPeople: [badCursor, { by: 'machine', query: 'managerId=me', answer: 'user_id_required' }],
    getPerson: [
      { by: 'sam', params: { userId: 'auth0|ann' }, answer: 'not_found' },
      { by: 'kim', params: { userId: 'auth0|nobody' }, answer: 'not_found' },
      machineAsMe,
    ],
    putPerson: [
      {
        by: 'kim',
        params: { userId: 'auth0|ann' },
        json: { name: 'Ann', ...employee, managerId: 'me' },
        answer: 'invalid_value',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann' },
        json: { name: 'Ann', ...employee, managerId: 'auth0|ann' },
        answer: 'manager_cycle',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|new' },
        json: { name: 'New', ...employee, activeTo: '2025-01-01' },
        answer: 'out_of_range',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann' },
        json: { name: 'Ann', ...employee, managerId: 'auth0|mia' },
        answer: '200',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|a\u0000b' },
        json: { name: 'Ann', ...employee },
        answer: 'not_found',
      },
      { ...machineAsMe, json: { name: 'Me', ...employee } },
    ],
    deletePerson: [{ by: 'kim', params: { userId: 'auth0|nobody' }, answer: 'not_found' }, machineAsMe],
    listNewcomers: [badCursor],
    deleteNewcomer: [{ by: 'kim', params: { userId: 'auth0|nobody' }, answer: 'not_found' }, machineAsMe],
    listAbsences: [
      { by: 'sam', query: 'userId=auth0|ann', answer: 'not_found' },
      { by: 'machine', answer: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'from=2026-12-01&to=2026-11-01', answer: 'out_of_range' },
      badCursor,
    ],
    putAbsence: [
      {
        by: 'kim',
        params: { userId: 'auth0|nobody', from: '2026-12-21' },
        json: { to: '2026-12-23' },
        answer: 'not_found',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann', from: '2026-12-22' },
        json: { to: '2026-12-23' },
        answer: 'absence_overlaps',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann', from: '2026-12-21' },
        json: { to: '2026-12-31', kind: 'vacation' },
        answer: '200',
      },
      {
        by: 'kim',
        params: { userId: 'auth0|ann', from: '0000-12-21' },
        json: { to: '2026-12-23' },
        answer: 'not_found',
      },
      { ...machineAsMe, json: { to: '2026-12-31' } },
    ],
    deleteAbsence: [
      { by: 'kim', params: { userId: 'auth0|ann', from: '2026-12-22' }, answer: 'not_found' },
      machineAsMe,
    ],
    listProjects: [badCursor],
    getProject: [{ by: 'ann', params: { code: 'NONE' }, answer: 'not_found' }],
    putProject: [
      { by: 'kim', params: { code: 'ACME-42' }, json: { name: 'Warehouse move' }, answer: '200' },
      { by: 'kim', params: { code: ' padded ' }, json: { name: 'Warehouse move' }, answer: 'not_found' },
      {
        by: 'kim',
        params: { code: 'NEW-1' },
        json: { name: 'New', activeFrom: '2026-02-01', activeTo: '2026-01-01' },
        answer: 'out_of_range',
      },
    ],
    deleteProject: [{ by: 'kim', params: { code: 'NONE' }, answer: 'not_found' }],
    listMissing: [
      { by: 'mia', answer: 'missing_field' },
      { by: 'mia', query: 'week=2026-W47&cursor=x', answer: 'malformed_cursor' },
      { by: 'mia', query: 'week=0000-W01', answer: 'out_of_range' },
    ],
    sendReminders: [
      { by: 'mia', json: { week: '2026-W45' }, answer: 'reminders_not_set_up' },
      {
        by: 'mia',
        json: { week: '2026-W45', userIds: ['auth0|ann'], dryRun: true },
        answer: ['no_email undefined'],
      },
      { by: 'mia', json: { week: '2026-W45', dryRun: true, cursor: 'x' }, answer: 'malformed_cursor' },
      { by: 'mia', json: { week: '9999-W52', dryRun: true }, answer: 'out_of_range' },
      { by: 'mia', json: { week: '2026-W45', userIds: ['me'], dryRun: true }, answer: 'invalid_value' },
    ],
    listHours: [
      { by: 'pusher', answer: 'user_id_required' },
      machineAsked,
      { by: 'sam', query: 'userId=auth0|ann', answer: 'not_found' },
      { by: 'ann', headers: { Accept: 'text/html' }, answer: 'not_acceptable' },
      { by: 'ann', query: 'cursor=x', answer: 'malformed_cursor' },
      { by: 'ann', query: 'from=0000-01-01', answer: 'out_of_range' },
    ],
    listEvents: [
      { by: 'sam', query: 'userId=auth0|ann', answer: 'not_found' },
      { by: 'machine', query: 'week=2026-W47', answer: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'cursor=x', answer: 'malformed_cursor' },
    ],
    listWebhooks: [badCursor],
    createWebhook: [
      {
        by: 'deputy',
        json: { url: 'https://hooks.abc.example/other', events: ['entry.*'] },
        answer: 'insufficient_scope',
      },
      {
        by: 'clerk',
        json: { url: 'https://hooks.abc.example/other', events: ['week.approved'] },
        answer: 'insufficient_scope',
      },
      { by: 'kim', json: { url: 'https://10.0.0.1/', events: ['week.*'] }, answer: 'invalid_value' },
      {
        by: 'kim',
        json: { url: 'https://hooks.abc.example/other', events: ['week.*'] },
        headers: usedKey,
        answer: 'idempotency_key_reused',
      },
    ],
    getWebhook: [ofWebhook()],
    updateWebhook: [
      ...[{ url: 'https://hooks.abc.example/other' }, { events: ['entry.*'] }, { status: 'active' }].map(
        (json): Refusal => ({ by: 'deputy', params: { id: webhook }, json, answer: 'insufficient_scope' }),
      ),
      ofWebhook({ json: { status: 'paused' } }),
      { by: 'kim', params: { id: webhook }, json: { url: 'https://10.0.0.1/' }, answer: 'invalid_value' },
      { by: 'kim', params: { id: webhook }, json: { events: ['week.*'], status: 'active' }, answer: '200' },
    ],
    deleteWebhook: [ofWebhook()],
    rotateWebhookSecret: [ofWebhook()],
    testWebhook: [ofWebhook()],
    getMe: [],
    getPolicy: [],
    updatePolicy: [
      { by: 'kim', json: { maxHoursPerDay: 25 }, answer: 'out_of_range' },
      { by: 'kim', json: { lockedThrough: '9999-12-31' }, answer: 'out_of_range' },
      { by: 'kim', json: { lockedThrough: '2026-06-30' }, answer: '200' },
    ],
  }
}
