import {
  changeCsvHeader,
  changeCsvLine,
  defaultPageSize,
  linePositionOf,
  type OperationName,
  periodCsvHeader,
  periodCsvLine,
  periodPositionOf,
  weekPositionOf,
} from 'timesheets-sdk/contract'
import { listTypeOf, placeOf, refusePaging, rowFormats } from 'timesheets-sdk/decide'
import type { PeriodLine } from 'timesheets-sdk/model'
import type { Handlers } from '../http/api-router.ts'
import { sendRevalidated } from '../http/response/entity-tag.ts'
import { streamRows } from '../http/response/row-stream.ts'
import { sendJson, varyBy } from '../http/response/send.ts'
import type { PeriodService } from '../services/periods/period-service.ts'

type PeriodHandlers = Pick<Handlers, Extract<OperationName, `${string}Period${string}` | 'listObstacles'>>

/** Months that are closed for payroll. */
export function periodHandlers(service: PeriodService): PeriodHandlers {
  return {
    async listPeriods({ res, caller, query: { limit, cursor } }) {
      const after = placeOf(cursor, periodPositionOf)
      sendRevalidated(res, await service.listPeriods(caller, after, limit ?? defaultPageSize))
    },

    async getPeriod({ res, caller, params: { period } }) {
      sendRevalidated(res, await service.getPeriod(caller, period))
    },

    async listObstacles({ res, caller, params: { period }, query: { limit, cursor, ...filters } }) {
      const after = placeOf(cursor, weekPositionOf)
      const most = limit ?? defaultPageSize
      sendRevalidated(res, await service.listObstacles(caller, period, filters, after, most))
    },

    async closePeriod({ res, caller, params: { period }, body, idempotency }) {
      sendJson(res, 200, await service.closePeriod(caller, period, body, idempotency))
    },

    async reopenPeriod({ res, caller, params: { period }, body: { reason }, idempotency }) {
      sendJson(res, 200, await service.reopenPeriod(caller, period, reason, idempotency))
    },

    async listPeriodLines({ req, res, caller, params: { period }, query: { limit, cursor, ...filters } }) {
      const mediaType = listTypeOf(req.headers.accept)
      varyBy(res, 'Accept')
      if (mediaType === 'application/json') {
        const after = placeOf(cursor, linePositionOf)
        const most = limit ?? defaultPageSize
        sendRevalidated(res, await service.listPeriodLines(caller, period, filters, after, most))
        return
      }
      refusePaging({ limit, cursor })
      const { closing, rows } = await service.streamPeriodLines(caller, period, filters)
      const { columns, version } = closing
      const formats = rowFormats(periodCsvHeader(columns), (line: PeriodLine) => periodCsvLine(line, columns))
      await streamRows(res, rows, formats[mediaType], ['hours', period, String(version)])
    },

    async listPeriodChanges({ req, res, caller, params: { period }, query: { limit, cursor, ...filters } }) {
      const mediaType = listTypeOf(req.headers.accept)
      varyBy(res, 'Accept')
      if (mediaType === 'application/json') {
        const after = placeOf(cursor, linePositionOf)
        const most = limit ?? defaultPageSize
        sendRevalidated(res, await service.listPeriodChanges(caller, period, filters, after, most))
        return
      }
      refusePaging({ limit, cursor })
      const { version, rows } = await service.streamPeriodChanges(caller, period, filters)
      const format = rowFormats(changeCsvHeader, changeCsvLine)[mediaType]
      await streamRows(res, rows, format, ['changes', period, String(version)])
    },
  }
}
