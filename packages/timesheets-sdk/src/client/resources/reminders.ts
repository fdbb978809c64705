import { maximumReminders } from '../../contract/limits.ts'
import type { ReminderResult, RemindersRequest, RemindersResult } from '../../contract/reminders.ts'
import type { NounContext } from '../core.ts'
import type { CallOptions } from '../request/call-options.ts'

/** Reminders of weeks that are missing. */
export interface Reminders {
  /**
   * Reminds people of a week that is missing, each by itself: nobody twice of the same week, unless `again`.
   * However many there are, it asks until everybody has been.
   * @throws {TimesheetsError} `reminders_not_set_up`
   */
  send(
    request: Omit<RemindersRequest, 'cursor'>,
    options?: SendRemindersOptions,
  ): Promise<Omit<RemindersResult, 'nextCursor'>>
}

export interface SendRemindersOptions extends CallOptions {
  /** Hears of results as they come. */
  readonly onResults?: (results: readonly ReminderResult[]) => void
}

export function reminders({ caller }: NounContext): Reminders {
  return {
    async send(request, options = {}) {
      const all = { sent: 0, skipped: 0, failed: 0, results: [] as ReminderResult[] }
      for (const part of partsOf(request)) {
        let cursor: string | null = null
        do {
          const body: string = JSON.stringify({ ...part, cursor: cursor ?? undefined })
          const { value }: { value: RemindersResult } = await caller.call('sendReminders', { body }, options)
          all.sent += value.sent
          all.skipped += value.skipped
          all.failed += value.failed
          all.results.push(...value.results)
          options.onResults?.(value.results)
          cursor = value.nextCursor
        } while (cursor !== null)
      }
      return all
    },
  }
}

/** A request for each so many people as one takes. */
function partsOf(request: RemindersRequest): RemindersRequest[] {
  const { userIds } = request
  if (!userIds || userIds.length <= maximumReminders) return [request]
  const parts: RemindersRequest[] = []
  for (let start = 0; start < userIds.length; start += maximumReminders) {
    parts.push({ ...request, userIds: userIds.slice(start, start + maximumReminders) })
  }
  return parts
}
