import { lateTexts } from '../../texts/language.ts'
import { entriesDe } from './texts-de.ts'
import { type EntriesTexts, entriesEn } from './texts-en.ts'

/** The texts of the list of entries, in the language of this person. */
export const useEntriesTexts = lateTexts<EntriesTexts>({ en: entriesEn, de: entriesDe })

export type { EntriesTexts }
