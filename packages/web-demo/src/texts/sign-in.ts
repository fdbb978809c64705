import type { SignInFailureCode } from '../auth/failures.ts'
import type { Flow } from '../auth/session.ts'
import { type Language, useTexts } from './language.ts'

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

const en: SignInTexts = {
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

const de: SignInTexts = {
  title: 'Timesheets',
  lead: 'Erfassen Sie Ihre Woche, und sehen Sie, was erfasst ist.',
  signIn: 'Anmelden',
  flows: {
    pkce: {
      name: 'Mit Authorization Code und PKCE anmelden',
      explained: 'Was RFC 9700 empfiehlt: Das Token kommt nie durch die Adresszeile.',
    },
    implicit: {
      name: 'Mit dem Implicit Grant anmelden',
      explained: 'Der ältere Weg, mit auth0-js: Das Token kommt in der Adresse zurück.',
    },
  },
  tryAgain: 'Noch einmal versuchen',
  starting: 'Es wird geprüft, ob Sie angemeldet sind…',
  leaving: 'Weiter zum Anmeldedienst…',
  finishing: 'Sie werden angemeldet…',
  finishedElsewhere: 'Sie sind wieder angemeldet. Dieses Fenster können Sie schließen.',
  ended: 'Ihre Anmeldung ist abgelaufen.',
  endedExplained:
    'Was Sie eingegeben haben, ist noch da. Es wird gespeichert, sobald Sie wieder angemeldet sind.',
  again: 'Wieder anmelden',
  onThisPage: 'Auf dieser Seite anmelden',
  failures: {
    login_required: 'Sie sind nicht mehr angemeldet. Melden Sie sich wieder an.',
    consent_required:
      'Die Anmeldeseite braucht zuerst Ihr Einverständnis. Melden Sie sich an, und stimmen Sie dort zu.',
    access_denied:
      'Die Anmeldung wurde abgebrochen, oder Ihr Konto darf Timesheets nicht benutzen. Versuchen Sie es noch einmal, oder fragen Sie, wer die Konten verwaltet.',
    clock_skew:
      'Die Uhr dieses Geräts geht falsch. Stellen Sie Datum und Uhrzeit auf automatisch, und melden Sie sich dann wieder an.',
    issuer_unreachable:
      'Der Anmeldedienst ist nicht erreichbar. Prüfen Sie die Verbindung, und versuchen Sie es gleich noch einmal.',
    cookies_blocked:
      'Der Browser lässt diese Seite nichts speichern. Erlauben Sie ihr Cookies, und melden Sie sich dann wieder an.',
    state_mismatch:
      'Diese Anmeldung wurde nicht in diesem Browser begonnen, oder vor zu langer Zeit. Zu Ihrer Sicherheit wurde sie nicht verwendet. Melden Sie sich wieder an.',
    callback_used: 'Diese Anmeldung wurde schon verwendet. Melden Sie sich wieder an.',
    callback_empty: 'Hier ist nichts abzuschließen. Melden Sie sich an.',
    popup_blocked:
      'Der Browser hat das Anmeldefenster blockiert. Erlauben Sie es, oder melden Sie sich auf dieser Seite an.',
    misconfigured:
      'Timesheets und der Anmeldedienst passen nicht zusammen. Sagen Sie, was hier steht, wer Timesheets betreibt.',
    sign_out_incomplete:
      'Hier sind Sie abgemeldet, aber der Anmeldedienst war nicht erreichbar: Schließen Sie den Browser, wenn andere dieses Gerät benutzen.',
    unexpected:
      'Die Anmeldung ist fehlgeschlagen. Versuchen Sie es noch einmal. Wenn es wieder geschieht, sagen Sie es, wer Timesheets betreibt.',
  },
  issuerSaid: (error) => `Der Anmeldedienst meldet: ${error}`,
}

const languages: Record<Language, SignInTexts> = { en, de }

/** The texts of signing in, in the language of this person. */
export function useSignInTexts(): SignInTexts {
  return languages[useTexts().language]
}
