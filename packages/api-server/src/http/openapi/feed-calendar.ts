import type { Operation } from 'timesheets-sdk/contract'
import { feedPathOf } from 'timesheets-sdk/model'
import { headersOf } from './headers.ts'
import { problemResponsesOf } from './problem-responses.ts'

const operation: Operation = {
  method: 'GET',
  path: '/feeds/{secret}.ics',
  scope: null,
  successes: [200],
  summary: 'Read the calendar of a feed: entries and absences of its owner, a year back and ahead',
  responses: {},
  problems: ['not_found'],
}

/** The one operation without a token: calendar programs cannot send one. */
export const feedCalendarPath = {
  [feedPathOf('{secret}')]: {
    get: {
      operationId: 'getFeedCalendar',
      summary: operation.summary,
      description: 'The secret in the path is the credential. Query parameters are ignored.',
      tags: ['feeds'],
      security: [],
      parameters: [
        {
          name: 'secret',
          in: 'path',
          required: true,
          description: 'The secret of the feed, from the url that createFeed returned',
          schema: { type: 'string', pattern: '^feed_[\\w-]{43}$', maxLength: 48 },
        },
        {
          name: 'If-None-Match',
          in: 'header',
          description: "The ETag of the client's copy; if it is current, the response is 304",
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: {
          description: 'The calendar (RFC 5545)',
          headers: headersOf('RateLimit', 'RateLimit-Policy', 'ETag'),
          content: { 'text/calendar': { schema: { type: 'string' } } },
        },
        304: { description: "The client's copy is current", headers: headersOf('ETag') },
        ...problemResponsesOf(operation),
      },
    },
  },
} as const
