import type { SignInTexts } from './texts-en.ts'

export const signInDe: SignInTexts = {
  title: 'Timesheets',
  lead: 'Erfassen Sie Ihre Arbeitszeit, Woche für Woche.',
  signIn: 'Anmelden',
  forDevelopers: 'Für Entwickler: Anmeldeverfahren wählen',
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
      'Die Anmeldung wurde abgebrochen, oder Ihr Konto darf Timesheets nicht benutzen. Versuchen Sie es noch einmal, oder wenden Sie sich an Ihre Administration.',
    clock_skew:
      'Die Uhr dieses Geräts geht falsch. Stellen Sie Datum und Uhrzeit auf automatisch, und melden Sie sich dann wieder an.',
    issuer_unreachable:
      'Der Anmeldedienst ist nicht erreichbar. Prüfen Sie die Verbindung, und versuchen Sie es gleich noch einmal.',
    cookies_blocked:
      'Der Browser erlaubt dieser Seite nicht, etwas zu speichern. Erlauben Sie ihr Cookies, und melden Sie sich dann wieder an.',
    state_mismatch:
      'Diese Anmeldung wurde nicht in diesem Browser begonnen, oder vor zu langer Zeit. Zu Ihrer Sicherheit wurde sie nicht verwendet. Melden Sie sich wieder an.',
    callback_used: 'Diese Anmeldung wurde schon verwendet. Melden Sie sich wieder an.',
    callback_empty: 'Hier ist keine Anmeldung abzuschließen. Melden Sie sich an.',
    popup_blocked:
      'Der Browser hat das Anmeldefenster blockiert. Erlauben Sie es, oder melden Sie sich auf dieser Seite an.',
    misconfigured:
      'Die Einstellungen von Timesheets und dem Anmeldedienst passen nicht zusammen. Zeigen Sie diese Meldung Ihrer Administration.',
    sign_out_incomplete:
      'Hier sind Sie abgemeldet, aber der Anmeldedienst war nicht erreichbar: Schließen Sie den Browser, wenn andere dieses Gerät benutzen.',
    unexpected:
      'Die Anmeldung ist fehlgeschlagen. Versuchen Sie es noch einmal. Schlägt es wieder fehl, wenden Sie sich an Ihre Administration.',
  },
  issuerSaid: (error) => `Der Anmeldedienst meldet: ${error}`,
}
