import {
  badCursor,
  machineAsked,
  machineAsMe,
  newWeek,
  type Refusal,
  type Refusals,
  stale,
} from './refusal.ts'

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

export const weeks = {
  listWeeks: [
    { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
    { by: 'max', query: 'userId=auth0|ann', expected: 'not_found' },
    { by: 'machine', expected: 'user_id_required' },
    machineAsked,
    { by: 'ann', query: 'from=0000-W01', expected: 'out_of_range' },
    { by: 'ann', query: 'from=2026-W48&to=2026-W40', expected: 'out_of_range' },
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
} satisfies Refusals
