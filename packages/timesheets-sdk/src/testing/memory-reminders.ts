/** A reminder as the fake API sent it. */
export interface SentReminder {
  readonly userId: string
  readonly email: string
  readonly week: string
  /** The `sub` of who asked for it. */
  readonly askedBy: string
  /** Milliseconds since the epoch. */
  readonly atMs: number
}

/** The reminders that were sent, as a database would hold them and a mail server would have got them. */
export class MemoryReminders {
  readonly #sent: SentReminder[] = []

  /** In the order that they were sent in. */
  get sent(): readonly SentReminder[] {
    return [...this.#sent]
  }

  /** The last one to a person about a week. */
  lastTo(userId: string, week: string): SentReminder | undefined {
    return this.#sent.findLast((reminder) => reminder.userId === userId && reminder.week === week)
  }

  send(reminder: SentReminder): void {
    this.#sent.push(reminder)
  }

  clear(): void {
    this.#sent.length = 0
  }
}
