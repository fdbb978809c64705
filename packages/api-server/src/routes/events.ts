import { defaultPageSize } from 'timesheets-sdk/contract'
import { eventStartOf } from 'timesheets-sdk/decide'
import type { Handlers } from '../http/api-router.ts'
import { sendJson } from '../http/response/send.ts'
import type { EventService } from '../services/events/event-service.ts'

/** The change feed. */
export function eventHandlers(service: EventService): Pick<Handlers, 'listEvents'> {
  return {
    async listEvents({ res, caller, query: { limit, cursor, after, generation, ...filters } }) {
      const from = eventStartOf({ after, generation, cursor })
      sendJson(res, 200, await service.listEvents(caller, filters, from, limit ?? defaultPageSize))
    },
  }
}
