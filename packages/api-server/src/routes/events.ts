import { defaultPageSize, eventPositionOf } from 'timesheets-sdk/contract'
import { placeOf } from 'timesheets-sdk/decide'
import type { Handlers } from '../http/api-router.ts'
import { sendJson } from '../http/response/send.ts'
import type { EventService } from '../services/events/event-service.ts'

/** The change feed. */
export function eventHandlers(service: EventService): Pick<Handlers, 'listEvents'> {
  return {
    async listEvents({ res, caller, query: { limit, cursor, after, ...filters } }) {
      const from = Math.max(after ?? 0, placeOf(cursor, eventPositionOf) ?? 0)
      sendJson(res, 200, await service.listEvents(caller, filters, from, limit ?? defaultPageSize))
    },
  }
}
