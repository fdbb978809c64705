import { lateTexts } from '../../texts/language.ts'
import { teamDe } from './texts-de.ts'
import { type TeamTexts, teamEn } from './texts-en.ts'

/** The texts of the team, in the language of this person. */
export const useTeamTexts = lateTexts<TeamTexts>({ en: teamEn, de: teamDe })
