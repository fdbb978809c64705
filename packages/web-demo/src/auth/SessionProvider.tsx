import type { ReactNode } from 'react'
import type { Session } from './session.ts'
import { SessionContext } from './session-context.ts'

/** Provides the session to its children. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}
