import { useSignInTexts } from '../texts/sign-in.ts'
import type { SignInFailure } from './failures.ts'

/** What has gone wrong and what to do, and the issuer's own words where they may help someone else. */
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
