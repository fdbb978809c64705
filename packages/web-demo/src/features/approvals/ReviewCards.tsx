import { datesOfWeek, type Week } from 'timesheets-sdk/model'
import { WindowedList } from '../../components/WindowedList.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import { DecisionState } from './DecisionState.tsx'
import { weekKey } from './decision.ts'
import type { ReviewListProps } from './review-row.ts'
import { useWeekNames, weekNumber } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'
import { WeekVerdict } from './WeekVerdict.tsx'

/** Weeks on a narrow screen: one below the other, each leading to its details. */
export function ReviewCards(props: ReviewListProps) {
  const { weeks, review, label, canSelect, decisionOf, onOpen, onUndo } = props
  const texts = useApprovalTexts()
  const names = useWeekNames()
  return (
    <WindowedList
      items={weeks}
      keyOf={weekKey}
      className="review-cards"
      label={label}
      keep={review.current && weeks.indexOf(review.current)}
    >
      {(week, place) => {
        const decision = decisionOf(week)
        return (
          <li {...place} className={decision ? 'is-decided' : ''}>
            {canSelect && (
              <input
                type="checkbox"
                aria-label={`${texts.select}: ${names.whose(week)}`}
                checked={review.isSelected(week)}
                disabled={decision?.state === 'waiting' || decision?.state === 'sending'}
                onChange={() => review.toggle(week)}
              />
            )}
            <div className="card-words">
              <button type="button" className="card-open" onClick={() => onOpen(week)}>
                <span dir="auto" className="review-name">
                  {names.name(week)}
                </span>
                <span className="review-total">{names.total(week)}</span>
              </button>
              <p className="review-kind">
                {[names.kind(week), texts.weekShort(weekNumber(week.week))].filter(Boolean).join(' · ')}
              </p>
              <CardDays week={week} />
              {decision ? (
                <DecisionState decision={decision} onUndo={() => onUndo(week)} />
              ) : (
                <WeekVerdict week={week} />
              )}
            </div>
          </li>
        )
      }}
    </WindowedList>
  )
}

function CardDays({ week }: { week: Week }) {
  const formats = useFormats()
  return (
    <dl className="card-days">
      {datesOfWeek(week.week).map((date) => (
        <div key={date} className={week.flags.some((flag) => flag.date === date) ? 'is-flagged' : ''}>
          <dt>{formats.weekdayShort(date)}</dt>
          <dd>{formatMinutes(Math.round((week.days[date] ?? 0) * 60))}</dd>
        </div>
      ))}
    </dl>
  )
}
