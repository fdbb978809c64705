import { LanguageSwitch } from '../components/LanguageSwitch.tsx'
import { useSignInTexts } from '../texts/index.ts'
import type { SignInFailure } from './failures.ts'
import type { Flow } from './session.ts'
import { useSession } from './session-context.tsx'

/** The page for a person who is signed out: the reason, if there is one, and the ways to sign in. */
export function SignInPage() {
  const { session, state } = useSession()
  const texts = useSignInTexts()
  const isLeaving = state.status === 'leaving'
  const failure = state.status === 'signed-out' ? state.failure : undefined
  const [first, ...others] = session.offeredFlows

  return (
    <main className="sign-in-page" id="content">
      <h1>{texts.title}</h1>
      <p className="sign-in-lead">{texts.lead}</p>
      {failure && <FailureNotice failure={failure} />}
      {failure?.code === 'issuer_unreachable' && (
        <button type="button" className="sign-in-retry" onClick={() => void session.start()}>
          {texts.tryAgain}
        </button>
      )}
      <SignInButton flow={first} className="sign-in-first" name={texts.signIn} isLeaving={isLeaving} />
      <p role="status" className="sign-in-status">
        {isLeaving && texts.leaving}
      </p>
      <LanguageSwitch />
      {others.length > 0 && (
        <details className="sign-in-flows">
          <summary>{texts.forDevelopers}</summary>
          <ul>
            {session.offeredFlows.map((flow) => (
              <li key={flow}>
                <SignInButton
                  flow={flow}
                  className="sign-in-other"
                  name={texts.flows[flow].name}
                  isLeaving={isLeaving}
                  describedBy={`sign-in-${flow}`}
                />
                <p id={`sign-in-${flow}`} className="sign-in-explained">
                  {texts.flows[flow].explained}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </main>
  )
}

interface SignInButtonProps {
  readonly flow: Flow
  readonly name: string
  readonly className: string
  readonly isLeaving: boolean
  readonly describedBy?: string
}

function SignInButton({ flow, name, className, isLeaving, describedBy }: SignInButtonProps) {
  const { session } = useSession()
  return (
    <button
      type="button"
      className={className}
      aria-disabled={isLeaving}
      aria-describedby={describedBy}
      onClick={() => {
        if (!isLeaving) void session.signIn({ flow })
      }}
    >
      {name}
    </button>
  )
}

/** A failure and the next step, with the issuer's own words, which may help an administrator. */
export function FailureNotice({ failure }: { failure: SignInFailure }) {
  const texts = useSignInTexts()
  return (
    <div className="sign-in-failure" role="alert" data-code={failure.code}>
      <p>{texts.failures[failure.code]}</p>
      {failure.issuerError !== undefined && (
        <p className="sign-in-detail">
          <code>{texts.issuerSaid(failure.issuerError)}</code>
        </p>
      )}
    </div>
  )
}
