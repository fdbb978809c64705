/** An event about a person, as far as it tells what it changed. */
export interface PersonEvent {
  readonly sequence: number
  readonly timeMs: number
  /** The week that it changed; null: it may have changed anything about the person. */
  readonly week: string | null
  /** The week that an entry was moved away from. */
  readonly formerWeek: string | null
}

/** The changes to the facts about a person since an event. */
export interface Changes {
  /**
   * The events about the person since that event, in order, beginning with it; otherwise only the last one.
   * At most {@link mostEvents} and one more. Empty: the log has none, or none any more.
   */
  readonly events: readonly PersonEvent[]
  /**
   * Changes with everything about the company or the person's present terms that descriptions of weeks depend
   * on, without an event about the person.
   */
  readonly company: string
  /** Changes if something may have been committed that has no event. */
  readonly epoch: string
}

/** More events than these are not listed: whatever is cached of the person is read again. */
export const mostEvents = 100
