import type { Week } from 'timesheets-sdk/model'
import { useNames } from '../../api/names.ts'
import { useApprovalTexts } from '../../texts/approvals.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { StatusBadge } from '../StatusBadge.tsx'
import { WeekFlags } from './WeekFlags.tsx'

/** Of a week that waits, what is unusual; of one that was decided on, who did so, when and why. */
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
