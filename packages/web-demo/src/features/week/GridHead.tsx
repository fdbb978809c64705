import { memo } from 'react'
import { Icon } from '../../components/Icon.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { expectationText } from './expected-day.ts'
import type { WeekGrid } from './grid-model.ts'
import { firstDayColumn, nameColumn, totalColumn } from './movement.ts'
import { focusable } from './use-grid-selection.ts'

/** The days of the week, today marked, and those that are locked. */
export const GridHead = memo(function GridHead({ grid, today }: { grid: WeekGrid; today: string }) {
  const { texts } = useTexts()
  const formats = useFormats()
  return (
    <thead>
      <tr>
        <th scope="col" className="head-project">
          {texts.week.project}
        </th>
        {grid.dates.map((date, day) => {
          const expectation = expectationText(grid.expectedDays[day], texts)
          return (
            <th
              key={date}
              scope="col"
              className={date === today ? 'head-day is-today' : 'head-day'}
              aria-current={date === today ? 'date' : undefined}
            >
              <abbr title={formats.dayLong(date)}>
                <span className="head-weekday">{formats.weekdayShort(date)}</span>{' '}
                <span className="head-date">{formats.dayOfMonth(date)}</span>
              </abbr>
              {date === today && <span className="visually-hidden">, {texts.week.today}</span>}
              {grid.dayLocks[day] && (
                <>
                  <Icon name="lock" />
                  <span className="visually-hidden">, {texts.week.lockedDay}</span>
                </>
              )}
              {expectation && (
                <span className="head-expected" title={expectation}>
                  {expectation}
                </span>
              )}
            </th>
          )
        })}
        <th scope="col" className="head-total">
          {texts.week.total}
        </th>
      </tr>
    </thead>
  )
})

interface GridFootProps {
  readonly grid: WeekGrid
  readonly today: string
  /** The column of the one cell that can have the focus, if it is in this row. */
  readonly activeColumn: number | undefined
}

/** The totals of the days and of the week. */
export const GridFoot = memo(function GridFoot({ grid, today, activeColumn }: GridFootProps) {
  const { texts } = useTexts()
  const place = (column: number) => focusable({ row: grid.rows.length, column }, column === activeColumn)
  return (
    <tfoot>
      <tr>
        <th scope="row" {...place(nameColumn)}>
          {texts.week.total}
        </th>
        {grid.dayMinutes.map((minutes, day) => (
          <td
            key={grid.dates[day]}
            className={['total', grid.dates[day] === today && 'is-today', minutes === 0 && 'is-nothing']
              .filter(Boolean)
              .join(' ')}
            {...place(day + firstDayColumn)}
          >
            {formatMinutes(minutes)}
          </td>
        ))}
        <td className="total week-total" {...place(totalColumn)}>
          <span aria-hidden="true">{formatMinutes(grid.minutes)}</span>
          <span className="visually-hidden">
            {grid.expectedMinutes === null
              ? formatMinutes(grid.minutes)
              : texts.week.ofLabel(grid.minutes, grid.expectedMinutes)}
          </span>
        </td>
      </tr>
    </tfoot>
  )
})
