import { type Language, useTexts } from '../../texts/language.ts'
import { approvalsDe } from './texts-de.ts'
import { type ApprovalTexts, approvalsEn } from './texts-en.ts'

export type { ApprovalTexts }

/** Both at once: they come with the approvals' own part of the application, and approvers are few. */
const languages: Record<Language, ApprovalTexts> = { en: approvalsEn, de: approvalsDe }

/** The texts of the approvals, in the language of this person. */
export function useApprovalTexts(): ApprovalTexts {
  return languages[useTexts().language]
}
