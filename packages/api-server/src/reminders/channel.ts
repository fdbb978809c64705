import type { MissingReason } from 'timesheets-sdk/model'

/** What a person is to be told. */
export interface Reminder {
  readonly name: string
  readonly email: string
  /** ISO week. */
  readonly week: string
  readonly reason: MissingReason
  readonly expectedMinutes: number
  readonly totalMinutes: number
}

/** A way in which reminders reach people. */
export interface ReminderChannel {
  /** Kept with each reminder, as `mail`. */
  readonly name: string
  /**
   * Resolves when the reminder is on its way: somebody else has taken it over.
   * @throws {NotSentError} when it surely was not sent; any other error leaves open whether it was
   */
  send(reminder: Reminder): Promise<void>
}

/** A reminder that surely was not sent. The message says why, for whoever asked for it. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError'
  /** Whether others would fare no better: the channel itself does not work. */
  readonly isChannelAway: boolean

  constructor(message: string, options: ErrorOptions & { readonly isChannelAway: boolean }) {
    super(message, options)
    this.isChannelAway = options.isChannelAway
  }
}
