import type { EventPage } from 'timesheets-sdk/contract'
import type { Event } from 'timesheets-sdk/model'

const submittedEvent: Event = {
  sequence: 18274,
  generation: '5f0c9a17d2b4',
  time: '2026-11-27T16:00:00.000Z',
  actor: 'auth0|5f7c8ec7',
  client: 'spa',
  action: 'week.submitted',
  subject: { type: 'week', userId: 'auth0|5f7c8ec7', week: '2026-W48' },
  week: '2026-W48',
  before: { status: 'open' },
  after: { status: 'submitted', totalHours: 38.5, billableHours: 30, days: { '2026-11-23': 7.5 } },
  reason: null,
}
const page: EventPage = {
  data: [submittedEvent],
  nextCursor: null,
  through: 18280,
  archivedThrough: 0,
  generation: '5f0c9a17d2b4',
}

export const eventExamples = { listEvents: { response: page } } as const
