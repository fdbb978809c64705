import { Icon } from '../../components/Icon.tsx'
import { SaidText } from '../../components/SaidText.tsx'
import { useFormats, useTexts } from '../../texts/index.ts'
import type { Said } from '../../texts/said.ts'
import type { WeekGrid } from './grid-model.ts'

/** Why some or all of the week can't be changed. */
export function WeekNotices({ grid, isReadOnly }: { grid: WeekGrid; isReadOnly: boolean }) {
  const { texts } = useTexts()
  const formats = useFormats()
  if (isReadOnly) return <p className="notice">{texts.week.readOnly}</p>
  // Of a week that is locked as a whole, its banner tells more.
  if (grid.dayLocks.every((lock) => lock?.code === 'week_locked')) return null
  const reasons = new Map<string, { lock: Said; dates: string[] }>()
  for (const [day, lock] of grid.dayLocks.entries()) {
    const date = grid.dates[day]
    if (!lock || !date) continue
    // Each day that is too far ahead has a message of its own; one says it for all.
    const key = lock.code === 'date_too_far_ahead' ? lock.code : lock.message
    const reason = reasons.get(key) ?? { lock, dates: [] }
    reasons.set(key, reason)
    reason.dates.push(date)
  }
  return [...reasons].map(([reason, { lock, dates }]) => (
    <p key={reason} className="notice">
      <Icon name="lock" />
      <span>
        {dates.length < grid.dates.length &&
          `${texts.week.lockedNotice(formats.list(dates.map(formats.weekdayShort)))} `}
        <SaidText said={lock} />
      </span>
    </p>
  ))
}
