import { type ReactNode, useEffect, useState } from 'react'
import { SignInPage } from './SignInPage.tsx'
import type { SessionState } from './session.ts'
import { useSession } from './session-context.tsx'

/**
 * Starts the session and shows its children to a signed-in person; they stay on the screen when the session
 * ends. They are shown during a silent sign-in, too: what they ask the API for waits for its outcome. Others
 * see the sign-in page, and `pending` shows until the state is known. When another person signs in, the
 * children are mounted again.
 */
export function SignInGate({ pending, children }: { pending: ReactNode; children: ReactNode }) {
  const { session, state } = useSession()
  const owner = useOwner(state)

  useEffect(() => {
    if (session.getState().status === 'starting') void session.start()
  }, [session])

  switch (state.status) {
    case 'resuming':
    case 'signed-in':
    case 'ended':
      return <PersonsOwn key={owner}>{children}</PersonsOwn>
    case 'starting':
      return pending
    default:
      return <SignInPage />
  }
}

/** A number for each person: what was shown before the first one was known is theirs. */
function useOwner(state: SessionState): number {
  const userId = 'profile' in state ? state.profile.userId : undefined
  const [owner, setOwner] = useState({ userId, number: 0 })
  const isOther = userId !== undefined && userId !== owner.userId
  const number = owner.userId !== undefined && isOther ? owner.number + 1 : owner.number
  if (isOther) setOwner({ userId, number })
  return number
}

function PersonsOwn({ children }: { children: ReactNode }) {
  return children
}
