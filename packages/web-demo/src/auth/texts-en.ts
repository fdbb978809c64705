import type { SignInFailureCode } from './failures.ts'
import type { Flow } from './session.ts'

/** Every text of signing in: the shape that each language fills. */
export interface SignInTexts {
  title: string
  lead: string
  signIn: string
  /** The heading of the choice of flows, which only a demo offers. */
  forDevelopers: string
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
  /** The issuer's own words, which help an administrator. */
  issuerSaid: (error: string) => string
}

export const signInEn: SignInTexts = {
  title: 'Timesheets',
  lead: 'Log your working time, week by week.',
  signIn: 'Sign in',
  forDevelopers: 'For developers: choose the sign-in flow',
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
  starting: 'Checking whether you are signed in…',
  leaving: 'Going to the sign-in service…',
  finishing: 'Signing you in…',
  finishedElsewhere: 'You are signed in again. You can close this window.',
  ended: 'Your sign-in has ended.',
  endedExplained: 'What you typed is still here. It is saved after you sign in again.',
  again: 'Sign in again',
  onThisPage: 'Sign in on this page',
  failures: {
    login_required: 'You are no longer signed in. Sign in again.',
    consent_required: 'The sign-in page needs your agreement first. Sign in, and agree to what it asks.',
    access_denied:
      'The sign-in was cancelled, or your account may not use Timesheets. Try again, or ask your administrator.',
    clock_skew: 'The clock of this device is wrong. Set date and time to automatic, then sign in again.',
    issuer_unreachable:
      'The sign-in service cannot be reached. Check the connection, then try again in a moment.',
    cookies_blocked:
      'The browser does not allow this page to store data. Allow cookies for this site, then sign in again.',
    state_mismatch:
      'This sign-in started in another browser or too long ago, so it was not used. Sign in again.',
    callback_used: 'This sign-in was already used. Sign in again.',
    callback_empty: 'There is nothing to finish here. Sign in.',
    popup_blocked: 'The browser has blocked the sign-in window. Allow it, or sign in on this page.',
    misconfigured:
      'The settings of Timesheets and the sign-in service do not match. Show this message to your administrator.',
    sign_out_incomplete:
      'You are signed out here, but the sign-in service could not be reached: close the browser if others use this device.',
    unexpected: 'The sign-in failed. Try again. If it fails again, tell your administrator.',
  },
  issuerSaid: (error) => `The sign-in service said: ${error}`,
}
