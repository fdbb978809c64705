import { formatMinutes as time } from '../../texts/formats.ts'
import type { PayrollTexts } from './texts-en.ts'

const weeks = (number: number) => (number === 1 ? '1 Woche steht' : `${number} Wochen stehen`)

/** Every text of payroll, in German. */
export const payrollDe: PayrollTexts = {
  title: 'Abrechnung',
  documentTitle: 'Abrechnung · Timesheets',
  months: 'Monate',
  open: 'Offen',
  closed: 'Abgeschlossen',
  obstacles: (number) => `${weeks(number)} dem Abschluss im Weg`,
  clear: 'Nichts steht im Weg: Der Monat kann abgeschlossen werden.',
  reasons: {
    not_started: 'nichts erfasst',
    below_expected: 'weniger Stunden als erwartet',
    not_submitted: 'nicht eingereicht',
    rejected: 'abgelehnt',
    submitted: 'wartet auf Genehmigung',
    flagged: 'hat auffällige Stunden',
    corrected_after_approval: 'nach der Genehmigung korrigiert',
  },
  notices: (number) =>
    number === 1 ? '1 genehmigte Woche zum Ansehen' : `${number} genehmigte Wochen zum Ansehen`,
  noticesHelp:
    'Sie haben Stunden an Tagen, an denen keine erwartet werden. Bei der Genehmigung war das zu sehen: Dem Abschluss stehen sie nicht im Weg.',
  approvedSoFar: 'Bisher genehmigt',
  withoutRate: (minutes) => `${time(minutes)} ohne Satz`,
  changesToCome: (version) => `Was ein Abschluss jetzt gegenüber Abschluss ${version} ändern würde`,
  changesSince: (version) => `Was sich seit Abschluss ${version} geändert hat`,
  noChanges: 'Nichts hat sich geändert.',
  changed: (lines, minutes) =>
    `${lines === 1 ? '1 Zeile weicht ab' : `${lines} Zeilen weichen ab`}, insgesamt ${time(Math.abs(minutes))} ${minutes < 0 ? 'weniger' : 'mehr'}`,
  changes: { added: 'Hinzugekommen', removed: 'Weggefallen', changed: 'Geändert' },
  kind: (kind) =>
    ({ employee: 'Angestellt', contractor: 'Extern' })[kind ?? ''] ?? 'Nicht im Personenverzeichnis',
  noClient: 'Ohne Kunde',
  notBillable: 'Nicht abrechenbar',
  date: 'Datum',
  project: 'Projekt',
  before: 'Vorher',
  after: 'Nachher',
  other: 'Weitere Unterschiede',
  noLine: 'keine',
  closingNow: (month) =>
    `${month} wird abgeschlossen: Die Zeilen aller genehmigten Stunden werden festgehalten.`,
  reopening: (month) => `${month} wird wieder geöffnet.`,
  seconds: (number) => `${number} s`,
  person: 'Person',
  week: 'Woche',
  reason: 'Grund',
  close: 'Monat abschließen',
  closeAnyway: 'Trotzdem abschließen',
  closeHelp: 'Danach lässt sich in diesem Monat nichts mehr ändern. Seine Zeilen bleiben für die Abrechnung.',
  forceReason: 'Warum wird er abgeschlossen, obwohl Wochen im Weg stehen?',
  reopen: 'Monat wieder öffnen',
  reopenReason: 'Warum wird er wieder geöffnet?',
  reasonMissing: 'Geben Sie einen Grund an.',
  export: 'Als CSV exportieren',
  exported: (bytes) => `${bytes} exportiert.`,
  closedNow: (month) => `${month} ist abgeschlossen.`,
  reopenedNow: (month) => `${month} ist wieder offen.`,
  closings: 'Abschlüsse',
  closing: (version, who, when) => `Abschluss ${version}, von ${who} am ${when}`,
  figures: (people, minutes, billable) =>
    `${people === 1 ? '1 Person' : `${people} Personen`}, ${time(minutes)}, davon ${time(billable)} abrechenbar`,
  late: (minutes) =>
    `${time(minutes)} gehören zu früheren Monaten und wurden nach deren Abschluss genehmigt.`,
  because: (reason) => `Obwohl Wochen im Weg standen: ${reason}`,
  reopened: (who, when, reason) => `Wieder geöffnet von ${who} am ${when}: ${reason}`,
}
