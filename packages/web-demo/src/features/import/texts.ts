import { lateTexts } from '../../texts/language.ts'
import { importDe } from './texts-de.ts'
import { type ImportTexts, importEn } from './texts-en.ts'

/** The texts of the import pages, in the language of this person. */
export const useImportTexts = lateTexts<ImportTexts>({ en: importEn, de: importDe })
