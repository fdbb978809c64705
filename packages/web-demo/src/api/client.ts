import { absences } from 'timesheets-sdk/client/absences'
import { type ClientOptions, createClient } from 'timesheets-sdk/client/core'
import { entries } from 'timesheets-sdk/client/entries'
import { events } from 'timesheets-sdk/client/events'
import { feed } from 'timesheets-sdk/client/feed'
import { me } from 'timesheets-sdk/client/me'
import { newcomers } from 'timesheets-sdk/client/newcomers'
import { people } from 'timesheets-sdk/client/people'
import { periods } from 'timesheets-sdk/client/periods'
import { policy } from 'timesheets-sdk/client/policy'
import { projects } from 'timesheets-sdk/client/projects'
import { reminders } from 'timesheets-sdk/client/reminders'
import { reports } from 'timesheets-sdk/client/reports'
import { webhooks } from 'timesheets-sdk/client/webhooks'
import { weeks } from 'timesheets-sdk/client/weeks'

/** The parts of the API that the pages use, by the browser's own `fetch`: no page loads axios. */
export function createApiClient(options: ClientOptions) {
  return createClient(options, {
    absences,
    entries,
    events,
    feed,
    me,
    newcomers,
    people,
    periods,
    policy,
    projects,
    reminders,
    reports,
    webhooks,
    weeks,
  })
}

export type ApiClient = ReturnType<typeof createApiClient>
