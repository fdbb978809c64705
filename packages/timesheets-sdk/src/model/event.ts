/** What an event tells of. */
export type EventAction = 'entry.created' | 'entry.updated' | 'entry.deleted' | 'policy.updated'

/** One change, as it is recorded in the change's own transaction. Times are milliseconds since the epoch. */
export interface EventRecord {
  readonly timeMs: number
  /** The `sub` of the token that made the change. */
  readonly actor: string
  readonly client: string
  readonly action: EventAction
  readonly subject:
    | { readonly type: 'entry'; readonly id: string; readonly userId: string }
    | { readonly type: 'policy' }
  readonly before: unknown
  readonly after: unknown
}
