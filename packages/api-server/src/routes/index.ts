import type { Handlers } from '../http/api-router.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'
import { batchHandlers } from './batch.ts'
import { meHandlers } from './me.ts'
import { policyHandlers } from './policy.ts'
import { timesheetHandlers } from './timesheets.ts'

/** The handler of every operation of the contract. */
export function createHandlers(service: TimesheetService): Handlers {
  return {
    ...timesheetHandlers(service),
    ...batchHandlers(service),
    ...meHandlers,
    ...policyHandlers(service),
  }
}
