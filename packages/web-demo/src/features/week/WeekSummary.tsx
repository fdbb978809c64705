import { StatusBadge } from '../../components/table-parts.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { type Texts, useTexts } from '../../texts/index.ts'
import type { WeekGrid } from './grid-model.ts'

/** The week against what is expected, where that is known, and its status. */
export function WeekSummary({ grid }: { grid: WeekGrid }) {
  const { texts } = useTexts()
  const { minutes, expectedMinutes, weekStatus } = grid
  return (
    <div className={expectedMinutes === null ? 'week-summary is-short' : 'week-summary'}>
      <StatusBadge status={weekStatus} />
      <p className="summary-total">
        {expectedMinutes === null ? formatMinutes(minutes) : texts.week.of(minutes, expectedMinutes)}
      </p>
      {expectedMinutes !== null && <Progress minutes={minutes} expectedMinutes={expectedMinutes} />}
      <p className="summary-details">
        {expectedMinutes !== null && <span>{differenceInWords(minutes - expectedMinutes, texts)}</span>}
        {minutes > 0 && <span>{texts.week.billable(grid.billableMinutes)}</span>}
      </p>
    </div>
  )
}

function Progress({ minutes, expectedMinutes }: { minutes: number; expectedMinutes: number }) {
  const { texts } = useTexts()
  const isComplete = minutes >= expectedMinutes
  return (
    <progress
      className={isComplete ? 'is-complete' : ''}
      max={Math.max(1, expectedMinutes)}
      value={isComplete ? Math.max(1, expectedMinutes) : minutes}
      aria-label={texts.week.ofLabel(minutes, expectedMinutes)}
    />
  )
}

function differenceInWords(difference: number, { week }: Texts): string {
  if (difference === 0) return week.complete
  return difference < 0 ? week.remaining(-difference) : week.over(difference)
}
