import {
  defaultPageSize,
  hoursCsvHeader,
  hoursCsvLine,
  hoursPositionOf,
  userPositionOf,
} from 'timesheets-sdk/contract'
import { listTypeOf, placeOf, refusePaging, rowFormats } from 'timesheets-sdk/decide'
import type { Handlers } from '../http/api-router.ts'
import { sendRevalidated } from '../http/response/entity-tag.ts'
import { streamRows } from '../http/response/row-stream.ts'
import { sendJson, varyBy } from '../http/response/send.ts'
import type { ReportService } from '../services/reports/report-service.ts'

type ReportHandlers = Pick<Handlers, 'listMissing' | 'sendReminders' | 'listHours'>

/** Missing timesheets, reminders, and sums of hours. */
export function reportHandlers(service: ReportService): ReportHandlers {
  return {
    async listMissing({ res, caller, query: { limit, cursor, ...filters } }) {
      const after = placeOf(cursor, userPositionOf)
      sendRevalidated(res, await service.listMissing(caller, filters, after, limit ?? defaultPageSize))
    },

    async sendReminders({ res, caller, body, idempotency }) {
      const after = placeOf(body.cursor, userPositionOf)
      sendJson(res, 200, await service.sendReminders(caller, body, after, idempotency))
    },

    async listHours({ req, res, caller, query: { limit, cursor, ...filters } }) {
      const mediaType = listTypeOf(req.headers.accept)
      varyBy(res, 'Accept')
      const { groupBy } = filters
      if (mediaType === 'application/json') {
        const after = placeOf(cursor, (text) => hoursPositionOf(text, groupBy))
        sendRevalidated(res, await service.listHours(caller, filters, after, limit ?? defaultPageSize))
        return
      }
      refusePaging({ limit, cursor })
      const pages = await service.streamHours(caller, filters)
      const formats = rowFormats(hoursCsvHeader(groupBy), (row: Parameters<typeof hoursCsvLine>[0]) =>
        hoursCsvLine(row, groupBy),
      )
      await streamRows(res, pages, formats[mediaType], ['hours-by', ...groupBy, filters.from, filters.to])
    },
  }
}
