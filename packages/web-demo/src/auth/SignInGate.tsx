import { type ReactNode, useEffect } from 'react'
import { SignInPage } from './SignInPage.tsx'
import { useSession } from './session-context.ts'

/**
 * Starts the session, and shows its children to who is signed in, or was until now: what is on the screen stays when a
 * session ends. Everybody else sees the sign-in page; `pending` is shown until it is known. Where another person signs in,
 * the children begin anew.
 */
export function SignInGate({ pending, children }: { pending: ReactNode; children: ReactNode }) {
  const { session, state } = useSession()

  useEffect(() => {
    if (session.getState().status === 'starting') void session.start()
  }, [session])

  if (state.status === 'signed-in' || state.status === 'ended') {
    return <PersonsOwn key={state.profile.userId}>{children}</PersonsOwn>
  }
  return state.status === 'starting' ? pending : <SignInPage />
}

function PersonsOwn({ children }: { children: ReactNode }) {
  return children
}
