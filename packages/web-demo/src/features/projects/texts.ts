import { lateTexts } from '../../texts/language.ts'
import { projectsDe } from './texts-de.ts'
import { type ProjectTexts, projectsEn } from './texts-en.ts'

/** The texts of the projects page, in the language of this person. */
export const useProjectTexts = lateTexts<ProjectTexts>({ en: projectsEn, de: projectsDe })
