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
  readonly #sent: (SentReminder & { readonly requestKey?: string | undefined })[] = []

  /** In the order that they were sent in. */
  get sent(): readonly SentReminder[] {
    return this.#sent.map(({ requestKey: _, ...reminder }) => reminder)
  }

  /** The last one to a person about a week. */
  lastTo(userId: string, week: string) {
    return this.#sent.findLast((reminder) => reminder.userId === userId && reminder.week === week)
  }

  /** @param requestKey names the request, when it comes again */
  send(reminder: SentReminder, requestKey?: string): void {
    this.#sent.push({ ...reminder, requestKey })
  }

  clear(): void {
    this.#sent.length = 0
  }
}
