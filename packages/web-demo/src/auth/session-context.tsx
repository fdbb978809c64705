import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from '../store.ts'
import type { Session, SessionState } from './session.ts'

/** Provides the session to its children. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

const SessionContext = createContext<Session | undefined>(undefined)

/** The session and its state. Renders again when the state changes. */
export function useSession(): { readonly session: Session; readonly state: SessionState } {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs a SessionProvider above it')
  const state = useStore(session)
  return { session, state }
}

const waitedFor = new Set<() => Promise<void>>()

/** Makes a sign-out wait for something to be sent first. Returns a function that stops that. */
export function beforeSignOut(act: () => Promise<void>): () => void {
  waitedFor.add(act)
  return () => waitedFor.delete(act)
}

/** Resolves when everything that a sign-out waits for has ended, successfully or not. */
async function readyToSignOut(): Promise<void> {
  await Promise.allSettled([...waitedFor].map((act) => act()))
}

/** Signs out, once everything is sent that a sign-out waits for. */
export function useSignOut(): () => Promise<void> {
  const { session } = useSession()
  return async () => {
    await readyToSignOut()
    await session.signOut()
  }
}
