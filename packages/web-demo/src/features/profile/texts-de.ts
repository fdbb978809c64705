import type { ProfileTexts } from './texts-en.ts'

/** Every text of the profile page, in German. */
export const profileDe: ProfileTexts = {
  title: 'Profil',
  documentTitle: 'Profil · Timesheets',
  display: 'Darstellung',
  onThisDevice: 'Diese Einstellungen gelten auf diesem Gerät.',
  language: 'Sprache',
  theme: 'Farben',
  themes: { system: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
  hours: 'Stunden',
  hourStyles: { clock: '7:30 (Stunden und Minuten)', decimal: (example) => `${example} (dezimal)` },
  hoursHelp:
    'Eingeben können Sie beides. Zeiten ohne genauen Dezimalwert wie 7:20 bleiben in Stunden und Minuten.',
  timeZone: 'Zeitzone',
  deviceZone: (zone) => `Wie das Gerät (${zone})`,
  timeZoneHelp: 'Bestimmt, welcher Tag heute ist.',
  weekStart: 'Die Woche beginnt für alle am Montag, weil sie als Ganzes eingereicht und genehmigt wird.',
  calendar: 'Kalender',
  calendarHelp:
    'Ihre Einträge und Abwesenheiten im Kalenderprogramm, unter einer geheimen Adresse. Wer sie hat, kann alles lesen, bis Sie sie sperren.',
  newAddress: 'Neue Adresse',
  newAddressHelp: 'Eine neue Adresse sperrt die bisherige.',
  address: 'Adresse, nur jetzt zu sehen',
  withdraw: 'Adresse sperren',
  withdrawn: 'Die Adresse ist gesperrt.',
  noAddress: 'Es gibt keine Adresse.',
  keyboard: 'Tastatur',
  showKeys: 'Alle Tasten anzeigen',
  you: 'Sie',
  name: 'Name',
  email: 'E-Mail',
  expected: 'Stunden pro Woche',
  manager: 'Genehmigt von',
  notInRoster: 'Sie sind noch nicht als Person angelegt. Zeiten können Sie trotzdem schon erfassen.',
}
