import type { MissingFilters } from '../contract/missing.ts'
import type { ReminderResult } from '../contract/reminders.ts'
import type { EventRecord } from '../model/event.ts'
import type { Person } from '../model/person.ts'
import type { Caller } from '../rules/access.ts'
import { eventBy } from '../rules/event-of-change.ts'
import type { Missing } from '../rules/missing.ts'
import { HttpProblem } from './problem-error.ts'

/** A person whose week is missing. */
export interface MissingPerson {
  readonly person: Person
  readonly missing: Missing
}

/** A stored reminder to a person about a week. `sending`: started, but it is unknown whether it arrived. */
export interface KeptReminder {
  readonly status: 'sending' | 'sent'
  readonly atMs: number
}

/** Whether a missing week matches the filters of a list. */
export function isListedMissing(
  missing: Missing,
  { due, reason }: Pick<MissingFilters, 'due' | 'reason'>,
): boolean {
  return (
    (due === undefined || missing.due === (due === 'true')) &&
    (reason === undefined || missing.reason === reason)
  )
}

/**
 * The people named in a request, in order, each once: those to remind, and the results for the others.
 *
 * @param missing the missing people among those the caller may remind
 */
export function chooseNamed(
  userIds: readonly string[],
  missing: readonly MissingPerson[],
  dueOnly: boolean,
): (MissingPerson | ReminderResult)[] {
  const byUserId = new Map(missing.map((one) => [one.person.userId, one]))
  return [...new Set(userIds)].map((userId): MissingPerson | ReminderResult => {
    const one = byUserId.get(userId)
    if (!one) {
      // The same for a person whom the caller may not see.
      const detail = 'this week is not missing, or you do not decide for this person'
      return { userId, status: 'not_missing', detail }
    }
    if (!dueOnly || one.missing.due) return one
    return { userId, status: 'not_due', detail: 'the week is not over yet in the time zone of the person' }
  })
}

/**
 * The result of a reminder without sending it; `would_send` if nothing prevents it.
 *
 * @param kept the last reminder of the person about this week
 */
export function previewReminder(
  { userId, email }: Person,
  kept: KeptReminder | undefined,
  again: boolean,
): ReminderResult {
  if (email === undefined) return withoutAddress(userId)
  return kept && !again ? alreadyReminded(userId, email, kept) : { userId, email, status: 'would_send' }
}

export function withoutAddress(userId: string): ReminderResult {
  return { userId, status: 'no_email', detail: 'this person has no e-mail address in the roster' }
}

export function alreadyReminded(
  userId: string,
  email: string,
  { status, atMs }: KeptReminder,
): ReminderResult {
  const at = new Date(atMs).toISOString()
  const detail = status === 'sent' ? {} : { detail: deliveryUnknown }
  return { userId, email, status: 'already_reminded', at, ...detail }
}

export function reminderSent(userId: string, email: string, atMs: number): ReminderResult {
  return { userId, email, status: 'sent', at: new Date(atMs).toISOString() }
}

/** The detail of a reminder that may or may not have arrived. */
export const deliveryUnknown = 'it is unknown whether the reminder arrived: set again to send another one'

/** The event for a sent reminder. `channel`: how it was sent. */
export function reminderEvent(
  caller: Caller,
  { userId, week, channel }: { readonly userId: string; readonly week: string; readonly channel: string },
  timeMs: number,
): EventRecord {
  const subject = { type: 'week', userId, week } as const
  return {
    ...eventBy(caller, timeMs, { action: 'week.reminded', subject, before: null, after: { channel } }),
    week,
  }
}

/** The problem if the API cannot send reminders; a dry run always works. */
export function remindersNotSetUp(): HttpProblem {
  const detail =
    'this API cannot send reminders: ask an administrator to set SMTP_URL, MAIL_FROM and APP_URL. A dry run lists the recipients'
  return new HttpProblem('reminders_not_set_up', detail)
}
