import { readBatch } from 'timesheets-sdk/decide'
import type { Handlers } from '../http/api-router.ts'
import { textOf } from '../http/json.ts'
import { sendJson } from '../http/send.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'

/** Many entries at once, each judged by itself. */
export function batchHandlers(service: TimesheetService): Pick<Handlers, 'pushEntries'> {
  return {
    async pushEntries({ res, caller, query, body, idempotency }) {
      const items = readBatch(textOf(body.bytes), body.mediaType)
      const result = await service.pushEntries(caller, items, {
        dryRun: query.dryRun === 'true',
        ...(idempotency && { idempotency }),
      })
      sendJson(res, 200, result)
    },
  }
}
