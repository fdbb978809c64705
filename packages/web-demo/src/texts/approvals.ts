import { approvalsDe } from './approvals-de.ts'
import { type ApprovalTexts, approvalsEn } from './approvals-en.ts'
import { type Language, useTexts } from './language.ts'

export type { ApprovalTexts }

/** Both at once: they come with the approvals' own part of the application, and approvers are few. */
const languages: Record<Language, ApprovalTexts> = { en: approvalsEn, de: approvalsDe }

/** The texts of the approvals, in the language of this person. */
export function useApprovalTexts(): ApprovalTexts {
  return languages[useTexts().language]
}
