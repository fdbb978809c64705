import { useSignInTexts } from '../texts/sign-in.ts'
import type { SignInFailure } from './failures.ts'

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
