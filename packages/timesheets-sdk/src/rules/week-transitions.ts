import type { WeekAction, WeekStatus } from '../model/week.ts'

/** One row of the transition table. */
export interface WeekTransition {
  /** The owner of the week, or a person who approves for them; nobody can be both for the same week. */
  readonly by: 'owner' | 'approver'
  readonly from: readonly WeekStatus[]
  readonly to: WeekStatus
  readonly needs: 'entries' | 'reason' | null
}

/** The life cycle of a week: every action, who takes it, its start and end status, and its requirement. */
export const weekTransitions: Readonly<Record<WeekAction, WeekTransition>> = {
  submit: { by: 'owner', from: ['open', 'rejected'], to: 'submitted', needs: 'entries' },
  recall: { by: 'owner', from: ['submitted'], to: 'open', needs: null },
  approve: { by: 'approver', from: ['submitted'], to: 'approved', needs: null },
  reject: { by: 'approver', from: ['submitted'], to: 'rejected', needs: 'reason' },
  reopen: { by: 'approver', from: ['approved'], to: 'open', needs: 'reason' },
}

/** The statuses in which entries of a week cannot be changed. */
export const lockedStatuses: readonly WeekStatus[] = ['submitted', 'approved']
