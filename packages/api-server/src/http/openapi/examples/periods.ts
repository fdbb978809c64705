import type {
  ClosePeriodRequest,
  ObstaclePage,
  PeriodChangePage,
  PeriodLinePage,
  PeriodPage,
} from 'timesheets-sdk/contract'
import { noRate, type Period, periodColumnsWithAmounts } from 'timesheets-sdk/model'

const closing = {
  version: 1,
  closedAt: '2026-12-02T08:15:00.000Z',
  closedBy: 'auth0|payroll',
  reason: null,
  digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  lines: 2_480,
  people: 120,
  entries: 5_012,
  minutes: 1_150_380,
  billableMinutes: 980_220,
  lateMinutes: 480,
  amounts: [
    { currency: '', minutes: 480, noAmount: noRate },
    { currency: 'EUR', minutes: 1_149_900, amount: '2108150.00' },
  ],
  columns: [...periodColumnsWithAmounts],
  reopenedAt: null,
  reopenedBy: null,
  reopenReason: null,
}
const closed: Period = {
  period: '2026-11',
  from: '2026-11-01',
  to: '2026-11-30',
  status: 'closed',
  closings: [closing],
}
const reopened: Period = {
  ...closed,
  status: 'open',
  closings: [
    {
      ...closing,
      reopenedAt: '2026-12-03T10:00:00.000Z',
      reopenedBy: 'auth0|payroll',
      reopenReason: 'Eight hours of Ann belong to another project',
    },
  ],
}
const periods: PeriodPage = { data: [closed], nextCursor: null }
const obstacles: ObstaclePage = {
  data: [
    {
      userId: 'auth0|5f7c8ec7',
      name: 'Ann Lee',
      email: 'ann@exampleco.com',
      managerId: 'auth0|boss',
      week: '2026-W48',
      reason: 'submitted',
      stops: true,
      message: 'submitted: approve or reject it',
    },
  ],
  nextCursor: null,
}
const lines: PeriodLinePage = {
  data: [
    {
      userId: 'auth0|5f7c8ec7',
      name: 'Ann Lee',
      kind: 'employee',
      date: '2026-11-23',
      project: 'ACME-42',
      client: 'ACME Corp.',
      billable: true,
      hours: 7.5,
      minutes: 450,
      entries: 2,
      late: false,
      rate: '110.00',
      amount: '825.00',
      currency: 'EUR',
    },
  ],
  nextCursor: null,
}
const changes: PeriodChangePage = {
  data: [
    {
      change: 'changed',
      userId: 'auth0|5f7c8ec7',
      name: 'Ann Lee',
      date: '2026-11-23',
      project: 'ACME-42',
      billable: true,
      minutesBefore: 480,
      minutesAfter: 450,
      kindBefore: 'employee',
      kindAfter: 'employee',
      clientBefore: 'ACME Corp.',
      clientAfter: 'ACME Corp.',
      amountBefore: '880.00',
      amountAfter: '825.00',
      currencyBefore: 'EUR',
      currencyAfter: 'EUR',
    },
  ],
  nextCursor: null,
}
const force: ClosePeriodRequest = { force: true, reason: 'Two people left without submitting' }

export const periodExamples = {
  listPeriods: { response: periods },
  getPeriod: { response: closed },
  listObstacles: { response: obstacles },
  closePeriod: { request: force, response: closed },
  reopenPeriod: { request: { reason: 'Eight hours of Ann belong to another project' }, response: reopened },
  listPeriodLines: { response: lines },
  listPeriodChanges: { response: changes },
} as const
