import { checkOwnFeed, decideFeedWithdrawal, feedEvent, noSuchFeed } from 'timesheets-sdk/decide'
import type { Feed } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { digestOfFeedSecret, newFeedSecret } from '../../feeds/secret.ts'
import { appendEvents } from '../../store/events/events.ts'
import { deleteFeed, type FeedRecord, findFeed, findFeedByDigest, putFeed } from '../../store/feeds.ts'
import { findPerson } from '../../store/roster/people.ts'
import type { ServiceContext } from '../context.ts'
import { dayAt } from '../day.ts'

/** A feed that a secret opened, and its owner as a caller who may only read what is their own. */
export interface OpenFeed {
  readonly feed: Feed
  readonly caller: Caller
  /** The present day, in UTC. */
  readonly today: string
}

/** The calendar feeds of people. A secret is only returned when it is created. */
export interface FeedService {
  getFeed(caller: Caller, userId: string): Promise<Feed>
  /** Creates the feed of the caller; the secret of an earlier one opens nothing any more. */
  createFeed(caller: Caller, userId: string): Promise<{ readonly feed: Feed; readonly secret: string }>
  deleteFeed(caller: Caller, userId: string): Promise<void>
  /** The feed with this secret; `undefined`: none, or its owner has left by the roster. */
  openFeed(secret: string): Promise<OpenFeed | undefined>
}

export function feedService({ engine, reader, writer, now, reading }: ServiceContext): FeedService {
  return {
    getFeed: (caller, userId) =>
      reading(async () => {
        checkOwnFeed(caller, userId)
        const record = await findFeed(reader, userId)
        if (!record) throw noSuchFeed()
        return feedFrom(record)
      }),

    async createFeed(caller, userId) {
      checkOwnFeed(caller, userId)
      const secret = newFeedSecret()
      const digest = digestOfFeedSecret(secret) as string
      const feed = await writer.transact(async (transaction) => {
        const nowMs = now()
        const before = await findFeed(transaction, userId)
        const record = { userId, digest, createdAtMs: nowMs, createdBy: caller.subject }
        const after = feedFrom(record)
        await putFeed(engine, transaction, record)
        const event = feedEvent(caller, userId, before ? feedFrom(before) : null, after, nowMs)
        await appendEvents(engine, transaction, [event])
        return after
      })
      return { feed, secret }
    },

    deleteFeed: (caller, userId) =>
      writer.transact(async (transaction) => {
        const record = await findFeed(transaction, userId)
        const event = decideFeedWithdrawal(caller, userId, record && feedFrom(record), now())
        await deleteFeed(transaction, userId)
        await appendEvents(engine, transaction, [event])
      }),

    openFeed: (secret) =>
      reading(async () => {
        const digest = digestOfFeedSecret(secret)
        const record = digest === undefined ? undefined : await findFeedByDigest(reader, digest)
        if (!record) return undefined
        const person = await findPerson(engine, reader, record.userId)
        const today = dayAt(now())
        if (person?.activeTo !== undefined && person.activeTo < today) return undefined
        return { feed: feedFrom(record), caller: ownerAsCaller(record), today }
      }),
  }
}

function feedFrom({ userId, createdAtMs }: FeedRecord): Feed {
  return { userId, createdAt: new Date(createdAtMs).toISOString() }
}

function ownerAsCaller({ userId, createdBy }: FeedRecord): Caller {
  return {
    subject: createdBy,
    userId,
    clientId: 'calendar feed',
    isMachine: false,
    scopes: new Set(['read:timesheets']),
  }
}
