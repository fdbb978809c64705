import { checkOwnFeed, decideFeedWithdrawal, feedEvent } from '../../decide/feeds.ts'
import { noSuchFeed } from '../../decide/not-found.ts'
import { type Feed, feedPathOf } from '../../model/feed.ts'
import { base64url } from '../../net/base64.ts'
import type { OperationHandlers } from '../backend.ts'
import { json, noContent, revalidated } from '../responses.ts'

export const feedHandlers: OperationHandlers<'getFeed' | 'createFeed' | 'deleteFeed'> = {
  getFeed({ request, caller, params: { userId } }, { store }) {
    checkOwnFeed(caller, userId)
    const feed = store.feeds.get(userId)
    if (!feed) throw noSuchFeed()
    return revalidated(request, feed)
  },

  /** The fake has no calendar at this address. */
  createFeed({ request, caller, params: { userId } }, { store, now }) {
    checkOwnFeed(caller, userId)
    const feed: Feed = { userId, createdAt: new Date(now()).toISOString() }
    store.events.append(feedEvent(caller, userId, store.feeds.get(userId) ?? null, feed, now()))
    store.feeds.set(userId, feed)
    const secret = `feed_${base64url(crypto.getRandomValues(new Uint8Array(32)))}`
    return json(201, { ...feed, url: new URL(feedPathOf(secret), request.url).href })
  },

  deleteFeed({ caller, params: { userId } }, { store, now }) {
    store.events.append(decideFeedWithdrawal(caller, userId, store.feeds.get(userId), now()))
    store.feeds.delete(userId)
    return noContent()
  },
}
