import type { Violation } from '../../model/violation.ts'
import { excerpt } from '../excerpt.ts'

// In the languages of these tools.
const words: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'y', 'true', 't', '1', 'ja', 'oui', 'sí', 'si', 'sim', 'tak', 'billable'].map(
    (word) => [word, true] as const,
  ),
  ...['no', 'n', 'false', 'f', '0', 'nein', 'non', 'não', 'nie'].map((word) => [word, false] as const),
  ...['non-billable', 'nonbillable', 'not billable'].map((word) => [word, false] as const),
  // A spreadsheet writes true and false in its own language.
  ...['wahr', 'vrai', 'vero', 'verdadero', 'verdadeiro', 'waar', 'prawda'].map(
    (word) => [word, true] as const,
  ),
  ...['falsch', 'faux', 'falso', 'onwaar', 'fałsz'].map((word) => [word, false] as const),
])

/** Whether a cell says that something is billable; `undefined` for an empty one. */
export function readBillable(text: string): boolean | Violation | undefined {
  if (text === '') return undefined
  const billable = words.get(text) ?? words.get(text.trim().normalize('NFC').toLowerCase())
  if (billable !== undefined) return billable
  const message = `"${excerpt(text)}" does not say whether it is billable: write yes or no`
  return { code: 'invalid_format', message, path: '/billable' }
}
