import { lateTexts } from '../../texts/language.ts'
import { payrollDe } from './texts-de.ts'
import { type PayrollTexts, payrollEn } from './texts-en.ts'

/** The texts of payroll, in the language of this person. */
export const usePayrollTexts = lateTexts<PayrollTexts>({ en: payrollEn, de: payrollDe })
