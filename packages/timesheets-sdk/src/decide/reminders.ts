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

/** A reminder of a person about a week, as it is kept. `sending`: it was begun, and nobody knows whether it arrived. */
export interface KeptReminder {
  readonly status: 'sending' | 'sent'
  readonly atMs: number
}

/** Whether a list with these filters tells of a week that is missing. */
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
 * The people named in a request, in its order, each once: those to be reminded, and for the others the result.
 * @param missing who of them is missing, among the people whom the caller may remind
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
      const detail = 'nothing is missing of this week, or there is no such person among those you decide for'
      return { userId, status: 'not_missing', detail }
    }
    if (!dueOnly || one.missing.due) return one
    return { userId, status: 'not_due', detail: 'the week is not over yet where the person is' }
  })
}

/**
 * What a reminder to a person would come to, without sending it: `would_send` where nothing is in the way.
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
  return { userId, status: 'no_email', detail: 'the roster has no e-mail address of this person' }
}

export function alreadyReminded(
  userId: string,
  email: string,
  { status, atMs }: KeptReminder,
): ReminderResult {
  const at = new Date(atMs).toISOString()
  const detail = status === 'sent' ? {} : { detail: unknownFate }
  return { userId, email, status: 'already_reminded', at, ...detail }
}

export function reminderSent(userId: string, email: string, atMs: number): ReminderResult {
  return { userId, email, status: 'sent', at: new Date(atMs).toISOString() }
}

/** What is said of a reminder of which nobody knows whether it arrived. */
export const unknownFate =
  'it is not known whether the reminder arrived: ask for it again if it should go once more'

/** The event of a reminder that was sent. `channel`: the way it went. */
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

/** Where the API has no way to send reminders; a dry run needs none. */
export function remindersNotSetUp(): HttpProblem {
  const detail =
    'this API sends no reminders: ask its administrator to set SMTP_URL, MAIL_FROM and APP_URL. A dry run shows whom they would reach'
  return new HttpProblem('reminders_not_set_up', detail)
}
