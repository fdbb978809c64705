import { feedSchema, feedWithUrlSchema } from '../../model/feed.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { contentProblems } from '../operation.ts'
import { routes } from '../routes.ts'
import { noContentSchema } from '../webhooks.ts'

/** The calendar feed of a person. Calendar programs read it at its address, without a token. */
export const feedOperations = {
  getFeed: {
    ...routes.getFeed,
    summary: 'Read whether the caller has a calendar feed, without its address',
    responses: { 200: { description: 'The feed', schema: feedSchema } },
    problems: ['not_found', 'user_id_required'],
  },
  createFeed: {
    ...routes.createFeed,
    summary:
      'Create the calendar feed of the caller; its address is only returned here. An earlier address stops working',
    body: { schema: noContentSchema, maximumBytes: maximumBodyBytes.single, optional: true },
    responses: { 201: { description: 'Created', schema: feedWithUrlSchema } },
    problems: [...contentProblems, 'not_found', 'user_id_required'],
  },
  deleteFeed: {
    ...routes.deleteFeed,
    summary: "Withdraw a calendar feed, one's own or as an administrator: its address stops working",
    responses: { 204: { description: 'Withdrawn' } },
    problems: ['not_found', 'user_id_required'],
  },
} as const satisfies Record<string, Operation>
