import { eventPageSchema, listEventsQuerySchema } from '../events.ts'
import type { Operation } from '../operation.ts'
import { routes } from '../routes.ts'

/** The change feed. */
export const eventOperations = {
  listEvents: {
    ...routes.listEvents,
    summary: 'Follow what changed, in the order in which it did: nothing is skipped, nothing repeated',
    query: listEventsQuerySchema,
    responses: { 200: { description: 'Events, by sequence number', schema: eventPageSchema } },
    problems: ['malformed_cursor', 'not_found', 'user_id_required'],
  },
} as const satisfies Record<string, Operation>
