import type { WeekStatus } from 'timesheets-sdk/model'
import { useTexts } from '../texts/index.ts'

/** The status of a week, in a word. */
export function StatusBadge({ status }: { status: WeekStatus }) {
  const { texts } = useTexts()
  return <span className={`badge badge-${status}`}>{texts.week.status[status]}</span>
}

/** The attributes of content wider than a narrow screen: it has a name, and the keyboard scrolls it too. */
export function scrollRegion(label: string) {
  return { role: 'region', 'aria-label': label, tabIndex: 0, className: 'table-scroll' } as const
}
