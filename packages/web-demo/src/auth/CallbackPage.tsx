import { useEffect, useState } from 'react'
import { useSignInTexts } from '../texts/index.ts'
import { SignInPage } from './SignInPage.tsx'
import { useSession } from './session-context.tsx'

/**
 * The page that the issuer redirects to: finishes the sign-in, then calls `onDone` with the path to continue
 * at. It shows a failure together with the ways to sign in.
 */
export function CallbackPage({ onDone }: { onDone: (path: string) => void }) {
  const { session, state } = useSession()
  const texts = useSignInTexts()
  // Read before the URL is removed from the address bar.
  const [callback] = useState(() => new URL(location.href))
  const [isForOtherTab, setForOtherTab] = useState(false)

  useEffect(() => {
    session.finish(callback).then(
      (path) => (path === undefined ? setForOtherTab(true) : onDone(path)),
      // The state holds the failure too.
      () => {},
    )
  }, [session, callback, onDone])

  if (state.status === 'signed-out') return <SignInPage />
  return (
    <main className="sign-in-page" id="content">
      <h1>{texts.title}</h1>
      <p role="status">{isForOtherTab ? texts.finishedElsewhere : texts.finishing}</p>
    </main>
  )
}
