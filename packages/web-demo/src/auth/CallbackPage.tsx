import { useEffect, useState } from 'react'
import { useSignInTexts } from '../texts/sign-in.ts'
import { SignInPage } from './SignInPage.tsx'
import { useSession } from './session-context.ts'

/**
 * Where the issuer sends people back to: finishes the sign-in, then calls `onDone` with the path to go on at. A failure is
 * shown here, with the ways to sign in.
 */
export function CallbackPage({ onDone }: { onDone: (path: string) => void }) {
  const { session, state } = useSession()
  const texts = useSignInTexts()
  // Taken before it is wiped from the address bar.
  const [callback] = useState(() => new URL(location.href))
  const [isForOtherTab, setForOtherTab] = useState(false)

  useEffect(() => {
    session.finish(callback).then(
      (path) => (path === undefined ? setForOtherTab(true) : onDone(path)),
      // It is the state's failure, too.
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
