import { useFormats, useTexts } from '../texts/index.ts'
import type { WeekGrid } from '../week/grid-model.ts'
import { Icon } from './Icon.tsx'

/** Why some or all of the week can't be changed. */
export function WeekNotices({ grid, isReadOnly }: { grid: WeekGrid; isReadOnly: boolean }) {
  const { texts } = useTexts()
  const formats = useFormats()
  if (isReadOnly) return <p className="notice">{texts.week.readOnly}</p>
  // Of a week that is locked as a whole, its banner tells more.
  if (grid.dayLocks.every((lock) => lock?.code === 'week_locked')) return null
  const reasons = new Map<string, string[]>()
  for (const [day, lock] of grid.dayLocks.entries()) {
    const date = grid.dates[day]
    if (lock && date) reasons.set(lock.message, [...(reasons.get(lock.message) ?? []), date])
  }
  return [...reasons].map(([reason, dates]) => (
    <p key={reason} className="notice">
      <Icon name="lock" />
      <span>
        {dates.length < grid.dates.length &&
          `${texts.week.lockedNotice(formats.list(dates.map(formats.weekdayShort)))} `}
        <span lang="en">{reason}</span>
      </span>
    </p>
  ))
}
