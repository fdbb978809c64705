import { lateTexts } from '../texts/language.ts'

/** The texts of a list of keys. */
export interface KeyTexts {
  readonly title: string
  readonly list: readonly (readonly [key: string, meaning: string])[]
  readonly singleKeys: string
  readonly close: string
  /** The meanings of the small marks in the cells. */
  readonly marks?: { readonly title: string; readonly list: readonly (readonly [Mark, string])[] }
}

export type Mark = 'note' | 'free' | 'several'

/** The keys of the week's page. */
export const keysEn = {
  title: 'Keyboard',
  list: [
    ['← ↑ → ↓, Home, End', 'Move; with Ctrl to the edge, with Shift select (or drag)'],
    ['Any character, Enter, F2', 'Edit the cell'],
    ['Enter', 'While editing: save and go down'],
    ['Tab', 'While editing: save and go right'],
    ['Esc', 'While editing: keep what was there'],
    ['Delete', 'Clear the cells; on a project’s name: remove the row'],
    ['Shift+F2', 'Note and billable, or the entries of a cell'],
    ['Ctrl+C, Ctrl+V', 'Copy and paste a block of cells'],
    ['Ctrl+R', 'Fill to the right: the selected cells, or the days until Friday'],
    ['Ctrl+D', 'Fill down: the selected cells, or from the cell above'],
    ['F', 'On a project’s name: favourite, offered first'],
    ['Ctrl+Z, Ctrl+Y', 'Undo, and redo'],
    ['Ctrl+Enter', 'Submit the week'],
    ['[ and ]', 'Previous and next week'],
    ['T', 'This week'],
    ['N', 'Add a project'],
    ['P', 'Start or stop the timer, on every page'],
    ['Ctrl+K', 'Search pages, weeks, projects, people and commands, on every page'],
    ['?', 'This list'],
  ] as [string, string][],
  marks: {
    title: 'Marks in the cells',
    list: [
      ['note', 'has a note'],
      ['free', 'not billable'],
      ['several', 'several entries'],
    ] as [Mark, string][],
  },
  singleKeys: 'Single keys outside of text fields: [ ] T N P ?',
  close: 'Close',
} satisfies KeyTexts

export const keysDe: KeyTexts = {
  title: 'Tastatur',
  list: [
    ['← ↑ → ↓, Pos1, Ende', 'Bewegen; mit Strg zum Rand, mit Umschalt auswählen'],
    ['Ein Zeichen, Enter, F2', 'Zelle bearbeiten'],
    ['Enter', 'Beim Bearbeiten: speichern und nach unten'],
    ['Tab', 'Beim Bearbeiten: speichern und nach rechts'],
    ['Esc', 'Beim Bearbeiten: lassen, was da war'],
    ['Entf', 'Zellen leeren; auf dem Namen eines Projekts: Zeile entfernen'],
    ['Umschalt+F2', 'Notiz und abrechenbar, oder die Einträge einer Zelle'],
    ['Strg+C, Strg+V', 'Einen Block von Zellen kopieren und einfügen'],
    ['Strg+R', 'Nach rechts füllen: die ausgewählten Zellen, sonst die Tage bis Freitag'],
    ['Strg+D', 'Nach unten füllen: die ausgewählten Zellen, sonst aus der Zelle darüber'],
    ['F', 'Auf dem Namen eines Projekts: Favorit, wird zuerst angeboten'],
    ['Strg+Z, Strg+Y', 'Rückgängig und wiederholen'],
    ['Strg+Enter', 'Die Woche einreichen'],
    ['[ und ]', 'Vorige und nächste Woche'],
    ['T', 'Diese Woche'],
    ['N', 'Projekt hinzufügen'],
    ['P', 'Timer starten oder stoppen, auf jeder Seite'],
    ['Strg+K', 'Seiten, Wochen, Projekte, Personen und Befehle suchen, auf jeder Seite'],
    ['?', 'Diese Liste'],
  ],
  marks: {
    title: 'Zeichen in den Zellen',
    list: [
      ['note', 'mit Notiz'],
      ['free', 'nicht abrechenbar'],
      ['several', 'mehrere Einträge'],
    ],
  },
  singleKeys: 'Einzelne Tasten außerhalb von Textfeldern: [ ] T N P ?',
  close: 'Schließen',
}

/** The keys of the week's page, in the language of this person. */
export const useWeekKeyTexts = lateTexts<KeyTexts>({ en: keysEn, de: keysDe })
