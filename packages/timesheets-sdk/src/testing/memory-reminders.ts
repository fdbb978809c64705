/** A reminder that the fake API sent. */
export interface SentReminder {
  readonly userId: string
  readonly email: string
  readonly week: string
  /** The `sub` of the caller who requested it. */
  readonly askedBy: string
  /** Milliseconds since the epoch. */
  readonly atMs: number
}

/** The sent reminders, as a database would store them and a mail server would receive them. */
export class MemoryReminders {
  readonly #sent: (SentReminder & { readonly requestKey?: string | undefined })[] = []

  /** Oldest first. */
  get sent(): readonly SentReminder[] {
    return this.#sent.map(({ requestKey: _, ...reminder }) => reminder)
  }

  /** The last one to a person about a week. */
  lastTo(userId: string, week: string) {
    return this.#sent.findLast((reminder) => reminder.userId === userId && reminder.week === week)
  }

  /** @param requestKey identifies a repeated request */
  send(reminder: SentReminder, requestKey?: string): void {
    this.#sent.push({ ...reminder, requestKey })
  }

  clear(): void {
    this.#sent.length = 0
  }
}
