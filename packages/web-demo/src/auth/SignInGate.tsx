import { type ReactNode, useEffect } from 'react'
import { SignInPage } from './SignInPage.tsx'
import { useSession } from './session-context.tsx'

/**
 * Starts the session and shows its children to a signed-in person; they stay on the screen when the session
 * ends. Others see the sign-in page, and `pending` shows until the state is known. When another person signs
 * in, the children are mounted again.
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
