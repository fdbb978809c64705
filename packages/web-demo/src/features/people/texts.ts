import { lateTexts } from '../../texts/language.ts'
import { peopleDe } from './texts-de.ts'
import { type PeopleTexts, peopleEn } from './texts-en.ts'

/** The texts of the people page, in the language of this person. */
export const usePeopleTexts = lateTexts<PeopleTexts>({ en: peopleEn, de: peopleDe })
