import type { HoursPage, MissingPage, RemindersRequest, RemindersResult } from 'timesheets-sdk/contract'

const missing: MissingPage = {
  data: [
    {
      userId: 'auth0|5f7c8ec7',
      name: 'Ann Lee',
      email: 'ann@exampleco.com',
      kind: 'employee',
      managerId: 'auth0|boss',
      week: '2026-W47',
      reason: 'below_expected',
      due: true,
      expectedHours: 40,
      totalHours: 31.5,
      remindedAt: null,
    },
  ],
  nextCursor: null,
}
const request: RemindersRequest = { week: '2026-W47' }
const reminded: RemindersResult = {
  sent: 1,
  skipped: 1,
  failed: 0,
  results: [
    { userId: 'auth0|5f7c8ec7', email: 'ann@exampleco.com', status: 'sent', at: '2026-11-23T08:00:00.000Z' },
    { userId: 'auth0|6a1b2c3d', status: 'no_email' },
  ],
  nextCursor: null,
}
const hours: HoursPage = {
  data: [
    {
      userId: 'auth0|5f7c8ec7',
      name: 'Ann Lee',
      project: 'ACME-42',
      hours: 152.5,
      billableHours: 140,
      entries: 24,
      minutes: 9_150,
      billableMinutes: 8_400,
    },
  ],
  nextCursor: null,
}

export const reportExamples = {
  listMissing: { response: missing },
  sendReminders: { request, response: reminded },
  listHours: { response: hours },
} as const
