import { createHash } from 'node:crypto'
import type { ReminderResult } from 'timesheets-sdk/contract'
import {
  alreadyReminded,
  deliveryUnknown,
  type IdempotencyKey,
  idempotencyScopeOf,
  idempotencyScopeText,
  type MissingPerson,
  reminderEvent,
  reminderSent,
  withoutAddress,
} from 'timesheets-sdk/decide'
import type { Caller } from 'timesheets-sdk/rules'
import { NotSentError, type ReminderChannel } from '../../reminders/channel.ts'
import { appendEvents } from '../../store/events/events.ts'
import { claimReminder, type Reminder, settleReminder } from '../../store/reminders.ts'
import type { ServiceContext } from '../context.ts'
import { newId } from '../write/new-id.ts'

/** The options of a request for reminders. */
export interface Asked {
  readonly caller: Caller
  readonly week: string
  /** Whether to also remind people who were already reminded of the week. */
  readonly again: boolean
  /** With the same key nobody is reminded twice, even with `again`. */
  readonly idempotency: IdempotencyKey | undefined
}

/**
 * Reminds one person at most once: the reminder is claimed in its own transaction before it is sent, and the
 * claim is only released if it was definitely not sent. If the process ends in between, the claim stays.
 */
export async function remind(
  { engine, writer, now }: ServiceContext,
  channel: ReminderChannel,
  { person, missing }: MissingPerson,
  { caller, week, again, idempotency }: Asked,
): Promise<ReminderResult & { readonly isChannelUnavailable?: boolean }> {
  const { userId, name, email } = person
  if (email === undefined) return withoutAddress(userId)
  const requestKey = idempotency ? keyText(caller, idempotency) : null
  const claim: Reminder = {
    userId,
    week,
    channel: channel.name,
    status: 'sending',
    askedBy: caller.subject,
    requestKey,
    claimId: newId(),
    atMs: now(),
  }
  const isOfThisRequest = (there: Reminder) => requestKey !== null && there.requestKey === requestKey
  const claimed = await writer.transact((transaction) =>
    claimReminder(engine, transaction, claim, (there) => !again || isOfThisRequest(there)),
  )
  if (claimed.taken) {
    const { taken } = claimed
    // The client repeated the request because it never got the response.
    const isSent = taken.status === 'sent' && isOfThisRequest(taken)
    return isSent
      ? reminderSent(userId, email, taken.atMs)
      : alreadyReminded(userId, email, { status: taken.status, atMs: taken.atMs })
  }

  try {
    await channel.send({ name, email, week, ...missing })
  } catch (error) {
    if (!(error instanceof NotSentError)) return { userId, email, status: 'failed', detail: deliveryUnknown }
    await writer.transact((transaction) => settleReminder(engine, transaction, claim, claimed.before))
    const { message, isChannelUnavailable } = error
    return { userId, email, status: 'failed', detail: message, isChannelUnavailable }
  }
  const sent: Reminder = { ...claim, status: 'sent', atMs: now() }
  await writer.transact(async (transaction) => {
    await settleReminder(engine, transaction, claim, sent)
    await appendEvents(engine, transaction, [
      reminderEvent(caller, { userId, week, channel: channel.name }, sent.atMs),
    ])
  })
  return reminderSent(userId, email, sent.atMs)
}

/** A digest of the key and its scope. */
function keyText(caller: Caller, idempotency: IdempotencyKey): string {
  const scope = idempotencyScopeText(idempotencyScopeOf(caller, idempotency))
  return createHash('sha256').update(scope).digest('base64url')
}
