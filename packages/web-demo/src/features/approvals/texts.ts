import { lateTexts } from '../../texts/language.ts'
import { approvalsDe } from './texts-de.ts'
import { type ApprovalTexts, approvalsEn } from './texts-en.ts'

export type { ApprovalTexts }

/** The texts of the approvals, in the language of this person. */
export const useApprovalTexts = lateTexts<ApprovalTexts>({ en: approvalsEn, de: approvalsDe })
