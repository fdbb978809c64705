import type { WeekStatus } from 'timesheets-sdk/model'
import { useTexts } from '../texts/index.ts'

/** The status of a week, in a word. */
export function StatusBadge({ status }: { status: WeekStatus }) {
  const { texts } = useTexts()
  return <span className={`badge badge-${status}`}>{texts.week.status[status]}</span>
}
