/** How much of a project's budget is used. It informs people; no entry is rejected by it. */
export interface BudgetUse {
  readonly budgetMinutes: number
  readonly usedMinutes: number
  /** 0.78 for 78%; more than 1 if more is used than was planned. */
  readonly share: number
  /** `low`: more than four fifths are used. `over`: more than all. */
  readonly state: 'within' | 'low' | 'over'
}

/** The use of a budget by the hours that were logged. */
export function budgetUse(budgetHours: number, usedMinutes: number): BudgetUse {
  const budgetMinutes = Math.round(budgetHours * 60)
  const share = usedMinutes / budgetMinutes
  const state = share > 1 ? 'over' : share > 0.8 ? 'low' : 'within'
  return { budgetMinutes, usedMinutes, share, state }
}
