import { useSignInTexts } from '../texts/index.ts'
import { FailureNotice } from './SignInPage.tsx'
import { useSession } from './session-context.tsx'

/** A strip that appears when the session has ended: says that nothing is lost, and opens a sign-in window. */
export function SignInAgain() {
  const { session, state } = useSession()
  const texts = useSignInTexts()
  if (state.status !== 'ended') return null
  const { failure } = state
  return (
    <section className="sign-in-again" aria-label={texts.ended}>
      <div role="alert">
        <strong>{texts.ended}</strong> {texts.endedExplained}
      </div>
      {failure.code !== 'login_required' && <FailureNotice failure={failure} />}
      <button type="button" className="sign-in-first" onClick={() => void session.signInAgain()}>
        {texts.again}
      </button>
      {failure.code === 'popup_blocked' && (
        <button
          type="button"
          className="sign-in-other"
          onClick={() => void session.signIn({ flow: state.flow })}
        >
          {texts.onThisPage}
        </button>
      )}
    </section>
  )
}
