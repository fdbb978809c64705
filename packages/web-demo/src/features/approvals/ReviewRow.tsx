import { datesOfWeek, type Week } from 'timesheets-sdk/model'
import { plainCellPattern } from '../../components/grid-pattern.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { DecisionState } from './DecisionState.tsx'
import type { ReviewListProps } from './review-row.ts'
import { useWeekNames, weekNumber } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'
import { WeekVerdict } from './WeekVerdict.tsx'

/** A person's week at a glance. */
export function ReviewRow(props: ReviewListProps & { readonly week: Week }) {
  const { week, review, canSelect, decisionOf, onGo, onOpen, onUndo } = props
  const texts = useApprovalTexts()
  const names = useWeekNames()
  const decision = decisionOf(week)
  const isCurrent = review.current === week
  const isSelected = review.isSelected(week)
  const isDecided = decision?.state === 'waiting' || decision?.state === 'sending'
  const number = weekNumber(week.week)
  const classes = ['review-row', isCurrent && 'is-current', isDecided && 'is-decided']
  return (
    <tr
      className={classes.filter(Boolean).join(' ')}
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={canSelect ? isSelected : undefined}
      onClick={() => onGo(week)}
      onDoubleClick={() => onOpen(week)}
    >
      {canSelect && (
        <td {...plainCellPattern} className="review-check">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`${texts.select}: ${names.whose(week)}`}
            checked={isSelected}
            disabled={isDecided}
            onChange={() => review.toggle(week)}
          />
        </td>
      )}
      <th scope="row" className="review-person">
        <span dir="auto" className="review-name">
          {names.name(week)}
        </span>
        <span className="review-kind">{names.kind(week)}</span>
      </th>
      <td {...plainCellPattern} className="review-week">
        {texts.weekShort(number)}
      </td>
      {datesOfWeek(week.week).map((date) => {
        const hours = week.days[date]
        const isFlagged = week.flags.some((flag) => flag.date === date)
        return (
          <td key={date} {...plainCellPattern} className={isFlagged ? 'review-day is-flagged' : 'review-day'}>
            {hours === undefined ? (
              <span className="visually-hidden">{texts.noHours}</span>
            ) : (
              formatMinutes(Math.round(hours * 60))
            )}
          </td>
        )
      })}
      <td {...plainCellPattern} className="review-total">
        {formatMinutes(Math.round(week.totalHours * 60))}
        {week.expectedHours !== null && (
          <span className="review-of">{texts.ofExpected(Math.round(week.expectedHours * 60))}</span>
        )}
      </td>
      <td {...plainCellPattern} className="review-verdict">
        {decision ? (
          <DecisionState decision={decision} undoTabIndex={-1} onUndo={() => onUndo(week)} />
        ) : (
          <WeekVerdict week={week} />
        )}
      </td>
    </tr>
  )
}
