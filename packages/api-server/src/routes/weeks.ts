import { defaultPageSize, etagOf, weekPositionOf } from 'timesheets-sdk/contract'
import { placeOf } from 'timesheets-sdk/decide'
import type { Week, WeekAction } from 'timesheets-sdk/model'
import type { Call, Handler, Handlers } from '../http/api-router.ts'
import { sendRevalidated } from '../http/response/entity-tag.ts'
import { sendJson } from '../http/response/send.ts'
import type { WeekService } from '../services/weeks/week-service.ts'

type ActionName = 'submitWeek' | 'recallWeek' | 'approveWeek' | 'rejectWeek' | 'reopenWeek'
type WeekHandlers = Pick<Handlers, 'listWeeks' | 'getWeek' | 'decideWeeks' | ActionName>

/** Reading, submitting and deciding on weeks. */
export function weekHandlers(service: WeekService): WeekHandlers {
  const acting =
    (action: WeekAction): Handler<ActionName> =>
    async ({ res, caller, params, body: { reason }, ifMatch, idempotency }) =>
      sendWeek(res, await service.actOnWeek(caller, { ...params, action, reason, ifMatch }, idempotency))

  return {
    async listWeeks({ res, caller, query: { limit, cursor, ...filters } }) {
      sendRevalidated(
        res,
        await service.listWeeks(caller, filters, placeOf(cursor, weekPositionOf), limit ?? defaultPageSize),
      )
    },

    async getWeek({ res, caller, params: { userId, week } }) {
      sendWeek(res, await service.getWeek(caller, userId, week))
    },

    async decideWeeks({ res, caller, body: { decisions }, idempotency }) {
      sendJson(res, 200, await service.decideWeeks(caller, decisions, idempotency))
    },

    submitWeek: acting('submit'),
    recallWeek: acting('recall'),
    approveWeek: acting('approve'),
    rejectWeek: acting('reject'),
    reopenWeek: acting('reopen'),
  }
}

/**
 * The tag identifies the state of the week, for `If-Match`. It does not cover the parts that depend on the
 * roster, so it cannot be used to revalidate.
 */
function sendWeek(res: Call<'getWeek'>['res'], week: Week): void {
  res.setHeader('ETag', etagOf(week))
  sendJson(res, 200, week)
}
