import type { Feed as FeedOfApi, FeedWithUrl } from '../../model/feed.ts'
import type { NounContext } from '../core.ts'
import type { CallOptions } from '../request/call-options.ts'

/**
 * The calendar feed of a person: their entries and absences at an address for calendar programs. Every method
 * fails with {@link TimesheetsError}.
 */
export interface Feed {
  /** The caller's feed, without its address. Fails with `not_found` if there is none. */
  get(options?: CallOptions): Promise<FeedOfApi>
  /** Its `url` is returned here and never again. An earlier address stops working. */
  create(options?: CallOptions): Promise<FeedWithUrl>
  /** Withdraws the caller's feed, or as an administrator another person's: its address stops working. */
  withdraw(userId?: string, options?: CallOptions): Promise<void>
}

export function feed({ caller }: NounContext): Feed {
  const own = { parameters: { userId: 'me' } }
  return {
    async get(options) {
      return (await caller.call('getFeed', own, options)).value
    },
    async create(options) {
      return (await caller.call('createFeed', { ...own, body: '{}' }, options)).value
    },
    async withdraw(userId = 'me', options) {
      await caller.call('deleteFeed', { parameters: { userId } }, options)
    },
  }
}
