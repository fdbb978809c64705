import { NotSentError, type ReminderChannel } from './channel.ts'

/** What is known of a reminder that failed: neither to whom it was, nor what the other side said. */
export interface ReminderFailure {
  readonly channel: string
  readonly week: string
  /** Whether it surely was not sent. */
  readonly isNotSent: boolean
  readonly reason: string
  /** Of the failure beneath, as `EAUTH`. */
  readonly code: unknown
  /** What the server answered, as 535. */
  readonly responseCode: unknown
}

/** A channel whose failures are told to whoever runs the API, too. */
export function loggedChannel(
  channel: ReminderChannel,
  onFailure: (failure: ReminderFailure) => void,
): ReminderChannel {
  return {
    name: channel.name,
    async send(reminder) {
      try {
        await channel.send(reminder)
      } catch (error) {
        const isNotSent = error instanceof NotSentError
        const { code, responseCode } = ((isNotSent ? error.cause : error) ?? {}) as Record<string, unknown>
        const reason = isNotSent ? error.message : 'it is not known whether it was sent'
        onFailure({ channel: channel.name, week: reminder.week, isNotSent, reason, code, responseCode })
        throw error
      }
    },
  }
}
