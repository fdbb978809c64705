import {
  defaultPageSize,
  type HoursFilters,
  hoursCsvHeader,
  hoursCsvLine,
  hoursPositionOf,
  userPositionOf,
} from 'timesheets-sdk/contract'
import type { Handlers } from '../http/api-router.ts'
import { sendRevalidated } from '../http/entity-tag.ts'
import { rowFormats, streamRows } from '../http/row-stream.ts'
import { sendJson, varyBy } from '../http/send.ts'
import type { ReportService } from '../services/reports/report-service.ts'
import { answerTypeOf } from './answer-type.ts'
import { placeOf, refusePaging } from './paging.ts'

type ReportHandlers = Pick<Handlers, 'listMissing' | 'sendReminders' | 'listHours'>

/** Who is missing, reminders to them, and sums of hours. */
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
      const mediaType = answerTypeOf(req)
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
      await streamRows(res, pages, formats[mediaType], fileNameOf(filters))
    },
  }
}

function fileNameOf({ from, to, groupBy }: HoursFilters): string {
  return ['hours-by', ...groupBy, from, to].filter((part) => part !== undefined).join('-')
}
