import type { EventRecord } from '../model/event.ts'
import type { Feed } from '../model/feed.ts'
import type { Caller } from '../rules/access.ts'
import { eventBy } from '../rules/event-of-change.ts'
import { keepsRoster } from '../rules/roster-access.ts'
import { noSuchFeed } from './not-found.ts'

/** Checks that a feed is the caller's own. @throws {ProblemError} `not_found` */
export function checkOwnFeed(caller: Caller, userId: string): void {
  if (caller.userId !== userId) throw noSuchFeed()
}

/**
 * The event of withdrawing a feed: by its owner, or by an administrator, for people who left or lost a
 * device.
 * @throws {ProblemError} `not_found`, also for other callers
 */
export function decideFeedWithdrawal(
  caller: Caller,
  userId: string,
  feed: Feed | undefined,
  nowMs: number,
): EventRecord {
  if (!feed || (caller.userId !== userId && !keepsRoster(caller))) throw noSuchFeed()
  return feedEvent(caller, userId, feed, null, nowMs)
}

/** The event of a feed that was created or withdrawn, without its secret. */
export function feedEvent(
  caller: Caller,
  userId: string,
  before: Feed | null,
  after: Feed | null,
  nowMs: number,
): EventRecord {
  const told = (feed: Feed | null) => feed && { createdAt: feed.createdAt }
  return eventBy(caller, nowMs, {
    action: after ? 'feed.created' : 'feed.withdrawn',
    subject: { type: 'feed', userId },
    before: told(before),
    after: told(after),
  })
}
