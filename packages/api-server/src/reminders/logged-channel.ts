import { NotSentError, type ReminderChannel } from './channel.ts'

/** A failed reminder, for the log. Contains neither the recipient nor the server's reply. */
export interface ReminderFailure {
  readonly channel: string
  readonly week: string
  /** Whether it was definitely not sent. */
  readonly isNotSent: boolean
  readonly reason: string
  /** The code of the underlying error, such as `EAUTH`. */
  readonly code: unknown
  /** The reply code of the server, such as 535. */
  readonly responseCode: unknown
}

/** A channel that also reports its failures to the log of the API. */
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
        const reason = isNotSent ? error.message : 'unknown whether it was sent'
        onFailure({ channel: channel.name, week: reminder.week, isNotSent, reason, code, responseCode })
        throw error
      }
    },
  }
}
