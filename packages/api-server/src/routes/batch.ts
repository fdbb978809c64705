import type { Handlers } from '../http/api-router.ts'
import { sendJson } from '../http/response/send.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'

/** Many entries in one request, each with its own result. */
export function batchHandlers(service: TimesheetService): Pick<Handlers, 'pushEntries'> {
  return {
    async pushEntries({ res, caller, query, body, idempotency }) {
      const result = await service.pushEntries(caller, body, {
        dryRun: query.dryRun === 'true',
        ...(idempotency && { idempotency }),
      })
      sendJson(res, 200, result)
    },
  }
}
