import { useTexts } from '../texts/index.ts'
import { expectedMinutesPerWeek } from '../week/expected-hours.ts'
import type { WeekGrid } from '../week/grid-model.ts'

/** The week against what is expected, and its status. */
export function WeekSummary({ grid }: { grid: WeekGrid }) {
  const { texts } = useTexts()
  const remaining = expectedMinutesPerWeek - grid.minutes
  return (
    <div className="week-summary">
      {grid.weekStatus !== 'open' && (
        <span className={`badge badge-${grid.weekStatus}`}>{texts.week.status[grid.weekStatus]}</span>
      )}
      <p className="summary-total">{texts.week.of(grid.minutes, expectedMinutesPerWeek)}</p>
      <progress
        className={remaining <= 0 ? 'is-complete' : ''}
        max={expectedMinutesPerWeek}
        value={Math.min(grid.minutes, expectedMinutesPerWeek)}
        aria-label={texts.week.ofLabel(grid.minutes, expectedMinutesPerWeek)}
      />
      <p className="summary-details">
        <span>
          {remaining > 0
            ? texts.week.remaining(remaining)
            : remaining < 0
              ? texts.week.over(-remaining)
              : texts.week.complete}
        </span>
        {grid.minutes > 0 && <span>{texts.week.billable(grid.billableMinutes)}</span>}
      </p>
    </div>
  )
}
