import { TimesheetsError } from 'timesheets-sdk/client'
import type { Week } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'
import { type Pause, pauseOf, refusalOf } from '../../saving/failures.ts'
import type { Refusal } from '../../saving/line.ts'
import type { SaveQueue } from '../../saving/save-queue.ts'

/** The result of an action on a person's own week. */
export type WeekOutcome =
  | { readonly kind: 'done'; readonly week: Week }
  /** Something in the week is typed and could not be saved: it would be left out. */
  | { readonly kind: 'stuck' }
  | { readonly kind: Pause }
  /** Somebody, or another tab, has changed the week since it was shown. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

interface Submission {
  readonly client: Pick<ApiClient, 'weeks'>
  readonly queue: Pick<SaveQueue, 'settled'>
  readonly week: string
  readonly dates: readonly string[]
  /** The minutes of the week as the person sees them now. */
  readonly shownMinutes: () => number
}

/**
 * Submits a week once all of it is saved, and only with the hours that the person saw.
 */
export async function submitWeek(submission: Submission): Promise<WeekOutcome> {
  const { client, queue, week, dates, shownMinutes } = submission
  const saving = await queue.settled(dates)
  if (saving !== 'saved') return { kind: saving }
  return outcomeOf(async () => {
    const stored = await client.weeks.get('me', week)
    if (Math.round(stored.totalHours * 60) !== shownMinutes()) return undefined
    return client.weeks.submit(week, { basedOn: stored })
  })
}

/** Takes a submitted week back, as it was read. */
export async function recallWeek(client: Pick<ApiClient, 'weeks'>, read: Week): Promise<WeekOutcome> {
  return outcomeOf(() => client.weeks.recall(read.week, { basedOn: read }))
}

async function outcomeOf(act: () => Promise<Week | undefined>): Promise<WeekOutcome> {
  try {
    const week = await act()
    return week === undefined ? { kind: 'changed' } : { kind: 'done', week }
  } catch (error) {
    if (!(error instanceof TimesheetsError)) throw error
    if (error.code === 'precondition_failed') return { kind: 'changed' }
    const pause = pauseOf(error)
    return pause === undefined ? { kind: 'refused', refusal: refusalOf(error) } : { kind: pause }
  }
}
