import { lateTexts } from '../../texts/language.ts'
import { reportsDe } from './texts-de.ts'
import { type ReportTexts, reportsEn } from './texts-en.ts'

export type { ReportTexts }

/** The texts of the reports, in the language of this person. */
export const useReportTexts = lateTexts<ReportTexts>({ en: reportsEn, de: reportsDe })
