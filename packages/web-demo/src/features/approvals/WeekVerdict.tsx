import type { Week, WeekFlag } from 'timesheets-sdk/model'
import { useNames } from '../../api/names.ts'
import { SaidText } from '../../components/SaidText.tsx'
import { StatusBadge } from '../../components/table-parts.tsx'
import { useFormats, useTexts } from '../../texts/index.ts'
import { useApprovalTexts } from './texts.ts'

/** The flags of a week, in words. */
export function WeekFlags({ flags }: { flags: readonly WeekFlag[] }) {
  const { texts } = useTexts()
  if (flags.length === 0) return null
  return (
    <ul className="flags" aria-label={texts.week.flags}>
      {flags.map((flag) => (
        <li key={`${flag.code} ${flag.date ?? ''}`}>
          <SaidText said={flag} />
        </li>
      ))}
    </ul>
  )
}

/** The flags of a waiting week, or of a decided one the approver, the time and the reason. */
export function WeekVerdict({ week }: { week: Week }) {
  const { texts } = useTexts()
  const formats = useFormats()
  const own = useApprovalTexts()
  const nameOf = useNames(own.subjects)
  if (week.status === 'submitted') return <WeekFlags flags={week.flags} />
  const who = week.decidedBy === null ? texts.life.somebody : nameOf(week.decidedBy)
  return (
    <div className="verdict">
      <StatusBadge status={week.status} />
      <p>
        {who}, {week.decidedAt && formats.moment(week.decidedAt)}
      </p>
      {week.reason && <p className="verdict-reason">{formats.quoted(week.reason)}</p>}
    </div>
  )
}
