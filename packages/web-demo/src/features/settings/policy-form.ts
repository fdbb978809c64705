import { type Policy, type PolicyPatch, policyPatchSchema } from 'timesheets-sdk/model'
import { numberOf } from '../../components/form-fields.tsx'
import { problemsOf } from '../../components/use-form.ts'
import type { Said } from '../../texts/said.ts'

/** The fields of the policy's form, as text. Sources are not part of it. */
export type PolicyValues = {
  readonly incrementMinutes: string
  readonly maxHoursPerDay: string
  readonly maxDaysAhead: string
  readonly lockedThrough: string
  readonly weeklyWarningHours: string
  readonly unlistedProjects: string
  readonly managersSeeAmounts: boolean
}

export const policyFields = [
  'incrementMinutes',
  'maxHoursPerDay',
  'maxDaysAhead',
  'weeklyWarningHours',
  'lockedThrough',
  'unlistedProjects',
  'managersSeeAmounts',
] as const satisfies readonly (keyof PolicyValues)[]

export function policyValues(policy: Policy): PolicyValues {
  return {
    incrementMinutes: String(policy.incrementMinutes),
    maxHoursPerDay: String(policy.maxHoursPerDay),
    maxDaysAhead: String(policy.maxDaysAhead),
    lockedThrough: policy.lockedThrough ?? '',
    weeklyWarningHours: String(policy.weeklyWarningHours),
    unlistedProjects: policy.unlistedProjects,
    managersSeeAmounts: policy.managersSeeAmounts,
  }
}

/** The members that a form changes; what is not a number stays one that the schema rejects. */
export function policyPatch(values: PolicyValues, policy: Policy): PolicyPatch {
  const number = (text: string) => numberOf(text) ?? Number.NaN
  const whole: Pick<Policy, (typeof policyFields)[number]> = {
    incrementMinutes: number(values.incrementMinutes),
    maxHoursPerDay: number(values.maxHoursPerDay),
    maxDaysAhead: number(values.maxDaysAhead),
    lockedThrough: values.lockedThrough || null,
    weeklyWarningHours: number(values.weeklyWarningHours),
    unlistedProjects: values.unlistedProjects === 'refuse' ? 'refuse' : 'warn',
    managersSeeAmounts: values.managersSeeAmounts,
  }
  return Object.fromEntries(
    policyFields.flatMap((name) => (whole[name] === policy[name] ? [] : [[name, whole[name]]])),
  )
}

/** The problems of a form, by field. */
export function policyProblems(values: PolicyValues, policy: Policy): ReadonlyMap<string, Said> {
  return problemsOf(policyPatchSchema, policyPatch(values, policy))
}
