/** An event of the log, as far as it tells what it changed. */
export interface LoggedChange {
  readonly sequence: number
  readonly timeMs: number
  /** The person whom it is about; null: it is about the company. */
  readonly userId: string | null
  /** The week that it changed; null: it may have changed anything about the person or the company. */
  readonly week: string | null
  /** The week that an entry was moved away from. */
  readonly formerWeek: string | null
}

/** The part of the log since an event. */
export interface Changes {
  /**
   * The events from that one on, in order; otherwise only the last one. At most {@link mostChanges} and one
   * more. Empty: the log has none, or none any more.
   */
  readonly events: readonly LoggedChange[]
  /** Changes if something may have been committed that has no event. */
  readonly epoch: string
}

/** More events than these are not listed: whatever is cached is read again. */
export const mostChanges = 500
