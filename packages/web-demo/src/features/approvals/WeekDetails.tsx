import { datesOfWeek, type Week } from 'timesheets-sdk/model'
import { useFormats } from '../../texts/index.ts'
import { HistoryList } from '../history/index.ts'
import { DecisionState } from './DecisionState.tsx'
import type { ApproverAction, Decision } from './decision.ts'
import { EntriesOfWeek } from './EntriesOfWeek.tsx'
import { useWeekNames, weekNumber } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'
import { WeekFlags, WeekVerdict } from './WeekVerdict.tsx'

export interface WeekDetailsProps {
  readonly week: Week
  readonly decision: Decision | undefined
  /** Whether approving is what the page is for now: the one filled button. */
  readonly isPrimary: boolean
  readonly onAct: (action: ApproverAction) => void
  readonly onUndo: () => void
}

/** Everything an approver needs to decide on a week: its content, its flags and its history. */
export function WeekDetails({ week, decision, isPrimary, onAct, onUndo }: WeekDetailsProps) {
  const texts = useApprovalTexts()
  const formats = useFormats()
  const names = useWeekNames()
  const [first = '', , , , , , last = ''] = datesOfWeek(week.week)
  return (
    <>
      <p className="panel-week">
        {[names.kind(week), texts.weekLong(weekNumber(week.week), formats.range(first, last))]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="panel-sum">
        <strong>{names.total(week)}</strong>
        {week.status === 'submitted' && week.submittedAt && (
          <span className="panel-quiet"> {texts.submittedOn(formats.moment(week.submittedAt))}</span>
        )}
      </p>
      {week.status === 'submitted' && week.flags.length === 0 && (
        <p className="panel-quiet">{texts.noFlags}</p>
      )}
      {week.status === 'submitted' ? <WeekFlags flags={week.flags} /> : <WeekVerdict week={week} />}
      {decision && <DecisionState decision={decision} onUndo={onUndo} />}
      {decision?.state !== 'waiting' && decision?.state !== 'sending' && (
        <p className="panel-actions">
          {week.actions.includes('approve') && (
            <button
              type="button"
              className={isPrimary ? 'primary' : ''}
              aria-keyshortcuts="A"
              onClick={() => onAct('approve')}
            >
              {texts.approve}
            </button>
          )}
          {week.actions.includes('reject') && (
            <button type="button" aria-keyshortcuts="R" onClick={() => onAct('reject')}>
              {texts.rejectLong}
            </button>
          )}
          {week.actions.includes('reopen') && (
            <button type="button" onClick={() => onAct('reopen')}>
              {texts.reopenLong}
            </button>
          )}
        </p>
      )}
      <EntriesOfWeek week={week} />
      <h3>{texts.history}</h3>
      <HistoryList userId={week.userId} week={week.week} />
    </>
  )
}
