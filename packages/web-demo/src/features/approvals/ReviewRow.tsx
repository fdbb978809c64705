import { memo } from 'react'
import { datesOfWeek, type Week } from 'timesheets-sdk/model'
import { plainCellPattern } from '../../components/grid-pattern.ts'
import { placeOf, type RowPlace } from '../../components/WindowedRows.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { DecisionState } from './DecisionState.tsx'
import type { Decision } from './decision.ts'
import type { ReviewListProps } from './review-row.ts'
import { useWeekNames, weekNumber } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'
import { WeekVerdict } from './WeekVerdict.tsx'

/** The actions of a row: the same object at each render, so that rows do not render again. */
export type RowActions = Pick<ReviewListProps, 'onGo' | 'onOpen' | 'onUndo'> & {
  readonly onToggle: (week: Week) => void
}

interface ReviewRowProps {
  readonly index: number
  readonly rowRef: RowPlace['ref']
  readonly week: Week
  readonly decision: Decision | undefined
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly canSelect: boolean
  readonly actions: RowActions
}

/** A person's week at a glance. Hundreds stand below each other: one renders again if it changes itself. */
export const ReviewRow = memo(function ReviewRow(props: ReviewRowProps) {
  const { index, rowRef, week, decision, isCurrent, isSelected, canSelect, actions } = props
  const texts = useApprovalTexts()
  const names = useWeekNames()
  const isDecided = decision?.state === 'waiting' || decision?.state === 'sending'
  const number = weekNumber(week.week)
  const classes = ['review-row', isCurrent && 'is-current', isDecided && 'is-decided']
  return (
    <tr
      {...placeOf(index, rowRef)}
      className={classes.filter(Boolean).join(' ')}
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={canSelect ? isSelected : undefined}
      onClick={() => actions.onGo(week)}
      onDoubleClick={() => actions.onOpen(week)}
    >
      {canSelect && (
        <td {...plainCellPattern} className="review-check">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`${texts.select}: ${names.whose(week)}`}
            checked={isSelected}
            disabled={isDecided}
            onChange={() => actions.onToggle(week)}
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
          <DecisionState decision={decision} undoTabIndex={-1} onUndo={() => actions.onUndo(week)} />
        ) : (
          <WeekVerdict week={week} />
        )}
      </td>
    </tr>
  )
})
