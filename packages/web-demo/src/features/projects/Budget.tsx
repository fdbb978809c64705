import { budgetUse } from 'timesheets-sdk/rules'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import { useProjectTexts } from './texts.ts'

interface BudgetProps {
  readonly hours: number
  /** `undefined`: not known. */
  readonly usedMinutes: number | undefined
}

/** The use of a budget: a bar, and the same in words, with a warning when it is nearly or all gone. */
export function Budget({ hours, usedMinutes }: BudgetProps) {
  const texts = useProjectTexts()
  const formats = useFormats()
  const { budgetMinutes, share, state } = budgetUse(hours, usedMinutes ?? 0)
  if (usedMinutes === undefined) return formatMinutes(budgetMinutes)
  return (
    <span className={`budget budget-${state}`}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="budget-all" width="100" height="8" />
        <rect className="budget-used" width={Math.min(share, 1) * 100} height="8" />
      </svg>
      {texts.budgetUsed(formatMinutes(usedMinutes), formatMinutes(budgetMinutes), formats.percent(share))}
      {state === 'low' && <strong>{texts.budgetLow}</strong>}
      {state === 'over' && <strong>{texts.budgetOver(formatMinutes(usedMinutes - budgetMinutes))}</strong>}
    </span>
  )
}
