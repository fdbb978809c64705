import type { ImportTexts } from './texts-en.ts'

const rows = (number: number) => (number === 1 ? '1 Zeile' : `${number} Zeilen`)

/** The parts of a sentence whose number is not 0. */
const counted = (parts: readonly (readonly [number, string])[]) =>
  parts.flatMap(([number, words]) => (number === 0 ? [] : `${number} ${words}`)).join(', ')

/** Every text of the import pages, in German. */
export const importDe: ImportTexts = {
  of: {
    people: {
      title: 'Personen importieren',
      back: 'Zurück zu den Personen',
      download: 'Verzeichnis als CSV herunterladen',
    },
    projects: {
      title: 'Projekte importieren',
      back: 'Zurück zu den Projekten',
      download: 'Katalog als CSV herunterladen',
    },
  },
  documentTitle: (title) => `${title} · Timesheets`,
  intro:
    'Wählen Sie eine CSV-Datei oder fügen Sie Zeilen aus einer Tabelle ein. Sie sehen zuerst, was sich ändern würde; gespeichert wird erst danach.',
  needed: 'Die erste Zeile nennt die Spalten. Erforderlich:',
  others: 'Optional:',
  file: 'CSV-Datei',
  encoding: 'Zeichenkodierung',
  encodingOfFile: 'Wie in der Datei (UTF-8 oder UTF-16)',
  paste: 'Oder Zeilen einfügen, die Spaltennamen zuerst',
  preview: 'Änderungen anzeigen',
  reading: 'Die Datei wird mit dem gespeicherten Stand verglichen …',
  line: (line) => `Zeile ${line}`,
  fileProblems: {
    empty_file: 'Die Datei ist leer. Ihre erste Zeile muss die Spalten nennen.',
    not_text:
      'Der Text lässt sich nicht lesen. Speichern Sie die Datei als CSV in UTF-8 (in Excel „CSV UTF-8“) oder wählen Sie ihre Zeichenkodierung.',
    line_too_long: 'Die Zeile ist zu lang. Jede Person und jedes Projekt braucht eine eigene Zeile.',
    duplicate_column: 'Eine Spalte kommt zweimal vor. Entfernen Sie eine der beiden.',
  },
  columns: 'Spalten',
  columnsRead: (read, all, delimiter, encoding) =>
    `${read} von ${all} Spalten werden gelesen; getrennt durch ${delimiter}, ${encoding.toUpperCase()}`,
  delimiters: { ',': 'Kommas', ';': 'Semikolons', '\t': 'Tabulatoren', '|': 'senkrechte Striche' },
  inFile: 'In der Datei',
  use: 'Gelesen als',
  ignored: 'Wird ignoriert: Keine Spalte heißt so',
  missing: (column, hint) => `Die Spalte ${column} fehlt (${hint}).`,
  similar: (name, column) => `Falls ${name} gemeint ist, nennen Sie die Spalte ${column}.`,
  absent: (columns) => `Nicht in der Datei, deshalb bleibt der gespeicherte Stand: ${columns}.`,
  columnHints: {
    userId: 'Kennung, das sub des Tokens',
    name: 'Name',
    email: 'E-Mail-Adresse',
    kind: 'Art: employee (angestellt) oder contractor (extern)',
    managerId: 'Kennung der Führungskraft',
    expectedHoursPerWeek: 'Stunden pro Woche, zum Beispiel 38,5',
    activeFrom: 'erster Tag, zum Beispiel 2026-11-23',
    activeTo: 'letzter Tag, zum Beispiel 2026-11-23',
    timeZone: 'Zeitzone, zum Beispiel Europe/Berlin',
    hoursByWeekday: 'Stunden von Montag bis Sonntag, zum Beispiel 8 8 8 8 0 0 0',
    rateGroup: 'Gruppe für Stundensätze',
    holidayCalendar: 'Feiertagskalender',
    from: 'Tag, ab dem die Änderungen gelten; sonst ab heute',
    code: 'Code, wie in den Einträgen',
    client: 'Kunde',
    billable: 'abrechenbar: ja oder nein',
    currency: 'Währung der Stundensätze, zum Beispiel EUR',
    employeeRate: 'Stundensatz der Angestellten',
    contractorRate: 'Stundensatz der Externen',
    ratesFrom: 'Tag, ab dem die Stundensätze gelten; sonst ab heute',
    budgetHours: 'Budget in Stunden, zum Beispiel 80 oder 62:30',
  },
  summary: (number) => {
    const parts = counted([
      [number.added, 'neu'],
      [number.updated, 'geändert'],
      [number.unchanged, 'unverändert'],
      [number.rejected, 'abgelehnt'],
    ])
    return parts === '' ? 'Es gibt keine Zeilen.' : `${parts}. Noch ist nichts gespeichert.`
  },
  progress: (number) =>
    `${counted([
      [number.stored, 'gespeichert'],
      [number.rejected, 'abgelehnt'],
      [number.left, 'ausstehend'],
    ])}.`,
  apply: (number) => `${rows(number)} speichern`,
  tryAgain: (number) => `${rows(number)} noch einmal versuchen`,
  correct: 'Auch genehmigte Wochen und abgeschlossene Zeiträume ändern: Sie werden gekennzeichnet',
  search: 'Zeilen durchsuchen',
  show: 'Anzeigen',
  filters: {
    effective: 'Änderungen und Abgelehntes',
    added: 'Neu',
    updated: 'Geändert',
    rejected: 'Abgelehnt',
    unchanged: 'Unverändert',
    all: 'Alle',
  },
  count: (shown, all) => `${shown} von ${rows(all)}`,
  none: 'Dazu passt keine Zeile.',
  empty: 'Die Datei hat keine Zeilen.',
  table: 'Zeilen der Datei',
  lineTitle: 'Zeile',
  name: 'Name',
  outcome: 'Ergebnis',
  details: 'Änderungen',
  outcomes: { added: 'Neu', updated: 'Geändert', unchanged: 'Unverändert', rejected: 'Abgelehnt' },
  stored: 'Gespeichert',
  nothing: '(leer)',
  from: (date) => `Gilt ab ${date}`,
  rowProblems: {
    duplicate_row:
      'Dieselbe Person oder dasselbe Projekt steht schon in einer früheren Zeile. Behalten Sie eine davon.',
    garbled_text:
      'Ein Text wurde mit einer anderen Zeichencodierung gelesen als gespeichert. Exportieren Sie ihn erneut und öffnen Sie ihn als UTF-8.',
    formula_error: 'In einer Zelle steht ein Formelfehler wie #REF!. Korrigieren Sie ihn in der Tabelle.',
    malformed_row:
      'Die Zeile hat nicht so viele Felder wie die erste Zeile, oder ein Anführungszeichen ist nicht geschlossen.',
  },
}
