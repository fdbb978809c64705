import { lateTexts } from '../../texts/language.ts'
import { profileDe } from './texts-de.ts'
import { type ProfileTexts, profileEn } from './texts-en.ts'

/** The texts of the profile page, in the language of this person. */
export const useProfileTexts = lateTexts<ProfileTexts>({ en: profileEn, de: profileDe })
