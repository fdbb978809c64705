import type { SignInFailureCode } from '../auth/failures.ts'
import type { Flow } from '../auth/session.ts'

/** Every text of signing in: the shape that each language fills. */
export interface SignInTexts {
  title: string
  lead: string
  signIn: string
  /** The name of each sign-in, where both are offered, and what it is. */
  flows: Record<Flow, { name: string; explained: string }>
  tryAgain: string
  starting: string
  leaving: string
  finishing: string
  finishedElsewhere: string
  ended: string
  endedExplained: string
  again: string
  onThisPage: string
  failures: Record<SignInFailureCode, string>
  /** What the issuer said, for whoever is asked for help. */
  issuerSaid: (error: string) => string
}

export const signInEn: SignInTexts = {
  title: 'Timesheets',
  lead: 'Log your week, and see what you have logged.',
  signIn: 'Sign in',
  flows: {
    pkce: {
      name: 'Sign in with authorization code and PKCE',
      explained: 'What RFC 9700 recommends: the token never passes through the address bar.',
    },
    implicit: {
      name: 'Sign in with the implicit grant',
      explained: 'The older way, by auth0-js: the token comes back in the address.',
    },
  },
  tryAgain: 'Try again',
  starting: 'Looking whether you are signed in…',
  leaving: 'On the way to the sign-in service…',
  finishing: 'Signing you in…',
  finishedElsewhere: 'You are signed in again. You can close this window.',
  ended: 'Your sign-in has ended.',
  endedExplained: 'What you typed is still here. It is saved when you have signed in again.',
  again: 'Sign in again',
  onThisPage: 'Sign in on this page',
  failures: {
    login_required: 'You are not signed in any more. Sign in again.',
    consent_required: 'The sign-in page needs your agreement first. Sign in, and agree to what it asks.',
    access_denied:
      'You were not let in: the sign-in was cancelled, or your account may not use Timesheets. Try again, or ask whoever keeps the accounts.',
    clock_skew: 'The clock of this device is wrong. Set date and time to automatic, then sign in again.',
    issuer_unreachable:
      'The sign-in service cannot be reached. Check the connection, then try again in a moment.',
    cookies_blocked:
      'The browser does not let this page store anything. Allow cookies for this site, then sign in again.',
    state_mismatch:
      'This sign-in was not begun in this browser, or too long ago. For your safety it was not used. Sign in again.',
    callback_used: 'This sign-in has been used already. Sign in again.',
    callback_empty: 'There is nothing to finish here. Sign in.',
    popup_blocked: 'The browser has blocked the sign-in window. Allow it, or sign in on this page.',
    misconfigured:
      'Timesheets and the sign-in service do not fit together. Tell whoever runs Timesheets what is written here.',
    sign_out_incomplete:
      'You are signed out here, but the sign-in service could not be reached: close the browser if others use this device.',
    unexpected: 'Signing in has failed. Try again. If it happens again, tell whoever runs Timesheets.',
  },
  issuerSaid: (error) => `The sign-in service said: ${error}`,
}
