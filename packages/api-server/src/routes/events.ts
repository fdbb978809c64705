import { defaultPageSize } from 'timesheets-sdk/contract'
import { eventStartOf, newestStartOf } from 'timesheets-sdk/decide'
import type { Handlers } from '../http/api-router.ts'
import { sendJson } from '../http/response/send.ts'
import type { EventService } from '../services/events/event-service.ts'

/** The change feed. */
export function eventHandlers(service: EventService): Pick<Handlers, 'listEvents'> {
  return {
    async listEvents({ res, caller, query }) {
      const { limit = defaultPageSize, order, cursor, after, generation, ...filters } = query
      const place = { after, generation, cursor }
      const page =
        order === 'newest'
          ? service.listNewestEvents(caller, filters, newestStartOf(place), limit)
          : service.listEvents(caller, filters, eventStartOf(place), limit)
      sendJson(res, 200, await page)
    },
  }
}
