import type { Handlers } from '../http/api-router.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'
import { eventHandlers } from './events.ts'
import { feedHandlers } from './feeds.ts'
import { meHandlers, policyHandlers } from './me-and-policy.ts'
import { peopleHandlers } from './people.ts'
import { periodHandlers } from './periods.ts'
import { projectHandlers } from './projects.ts'
import { reportHandlers } from './reports.ts'
import { timesheetHandlers } from './timesheets.ts'
import { webhookHandlers } from './webhooks.ts'
import { weekHandlers } from './weeks.ts'

/**
 * The handler of every operation of the contract.
 * @param publicUrl where clients reach this API; `undefined` if it is not configured
 */
export function createHandlers(service: TimesheetService, publicUrl: string | undefined): Handlers {
  return {
    ...timesheetHandlers(service),
    ...weekHandlers(service),
    ...peopleHandlers(service),
    ...feedHandlers(service, publicUrl),
    ...periodHandlers(service),
    ...projectHandlers(service),
    ...eventHandlers(service),
    ...webhookHandlers(service),
    ...meHandlers(service),
    ...reportHandlers(service),
    ...policyHandlers(service),
  }
}
