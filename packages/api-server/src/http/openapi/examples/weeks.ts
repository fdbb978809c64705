import type { WeekDecisionsResult, WeekPage } from 'timesheets-sdk/contract'
import type { Week } from 'timesheets-sdk/model'

const submitted: Week = {
  userId: 'auth0|5f7c8ec7',
  week: '2026-W48',
  status: 'submitted',
  totalHours: 38.5,
  billableHours: 30,
  days: { '2026-11-23': 11.5, '2026-11-24': 9, '2026-11-25': 9, '2026-11-26': 9 },
  expectedHours: 40,
  submittedAt: '2026-11-27T16:00:00.000Z',
  decidedAt: null,
  decidedBy: null,
  reason: null,
  flags: [{ code: 'long_day', message: '11:30 on Monday', date: '2026-11-23' }],
  actions: ['approve', 'reject'],
  version: 6,
}
const single: Week = {
  ...submitted,
  expectedHours: 32,
  expectedDays: [
    { date: '2026-11-23', hours: 8, reason: 'terms' },
    { date: '2026-11-24', hours: 8, reason: 'terms' },
    { date: '2026-11-25', hours: 8, reason: 'terms' },
    { date: '2026-11-26', hours: 0, reason: 'holiday', name: 'Thanksgiving' },
    { date: '2026-11-27', hours: 8, reason: 'terms' },
    { date: '2026-11-28', hours: 0, reason: 'terms' },
    { date: '2026-11-29', hours: 0, reason: 'terms' },
  ],
}
const decided = { decidedAt: '2026-11-30T08:12:00.000Z', decidedBy: 'auth0|boss' }
const reason = 'Tuesday belongs to ACME-43'
const approved: Week = { ...submitted, ...decided, status: 'approved', actions: ['reopen'], version: 7 }
const rejected: Week = { ...submitted, ...decided, status: 'rejected', reason, actions: [], version: 7 }
const page: WeekPage = { data: [submitted], nextCursor: null }
const decisions: WeekDecisionsResult = {
  done: 1,
  refused: 1,
  results: [
    { index: 0, status: 'done', week: approved },
    {
      index: 1,
      status: 'refused',
      problem: {
        type: 'about:blank',
        title: 'Not in this state',
        status: 409,
        code: 'illegal_transition',
        detail: 'week 2026-W48 is open: only a week that is submitted can be approved',
      },
    },
  ],
}

export const weekExamples = {
  listWeeks: { response: page },
  decideWeeks: {
    request: {
      decisions: [
        { userId: 'auth0|5f7c8ec7', week: '2026-W48', action: 'approve', ifMatch: '"6-submitted"' },
        { userId: 'auth0|6a1b2c3d', week: '2026-W48', action: 'approve' },
      ],
    },
    response: decisions,
  },
  getWeek: { response: single },
  submitWeek: { request: {}, response: { ...submitted, actions: ['recall'] } },
  recallWeek: {
    request: {},
    response: { ...submitted, status: 'open', submittedAt: null, actions: ['submit'], version: 7 },
  },
  approveWeek: { request: {}, response: approved },
  rejectWeek: { request: { reason }, response: rejected },
  reopenWeek: {
    request: { reason },
    response: { ...rejected, status: 'open', submittedAt: null, version: 8 },
  },
} as const
