import { lateTexts } from '../../texts/language.ts'
import { paletteDe } from './texts-de.ts'
import { type PaletteTexts, paletteEn } from './texts-en.ts'

/** The texts of the command palette, in the language of this person. */
export const usePaletteTexts = lateTexts<PaletteTexts>({ en: paletteEn, de: paletteDe })
