import type { Handlers } from '../http/api-router.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'
import { batchHandlers } from './batch.ts'
import { meHandlers } from './me.ts'
import { policyHandlers } from './policy.ts'
import { timesheetHandlers } from './timesheets.ts'
import { weekHandlers } from './weeks.ts'

/** The handler of every operation of the contract. */
export function createHandlers(service: TimesheetService): Handlers {
  return {
    ...timesheetHandlers(service),
    ...batchHandlers(service),
    ...weekHandlers(service),
    ...meHandlers,
    ...policyHandlers(service),
  }
}
