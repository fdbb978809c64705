import type { ReactNode } from 'react'
import type { Session } from './session.ts'
import { SessionContext } from './session-context.ts'

/** Gives the session to everything in it. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}
