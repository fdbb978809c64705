import type { MissingReason } from 'timesheets-sdk/model'

/** The contents of a reminder to one person. */
export interface Reminder {
  readonly name: string
  readonly email: string
  /** ISO week. */
  readonly week: string
  readonly reason: MissingReason
  readonly expectedMinutes: number
  readonly totalMinutes: number
}

/** A way of sending reminders to people. */
export interface ReminderChannel {
  /** Stored with each reminder, for example `mail`. */
  readonly name: string
  /**
   * Resolves when another system has accepted the reminder for delivery.
   * @throws {NotSentError} if it was definitely not sent; after any other error it may have been sent
   */
  send(reminder: Reminder): Promise<void>
}

/** A reminder was definitely not sent. The message tells the caller why. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError'
  /** Whether the channel itself does not work, so that other reminders would fail, too. */
  readonly isChannelUnavailable: boolean

  constructor(message: string, options: ErrorOptions & { readonly isChannelUnavailable: boolean }) {
    super(message, options)
    this.isChannelUnavailable = options.isChannelUnavailable
  }
}
