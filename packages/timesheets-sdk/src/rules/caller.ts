import type { Scope } from '../model/scopes.ts'

/** Who calls, as the rules see them: what a verified access token says, and nothing else. */
export interface Caller {
  /** The token's `sub`: the actor in the event log. */
  readonly subject: string
  /** The person the caller is; `null` for a machine, which has no timesheet of its own. */
  readonly userId: string | null
  /** The OAuth client the token was issued to. */
  readonly clientId: string
  readonly isMachine: boolean
  readonly scopes: ReadonlySet<Scope | (string & {})>
}
