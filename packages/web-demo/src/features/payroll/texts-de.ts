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
    corrected_after_approval: 'nach der Genehmigung korrigiert',
  },
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
