import { useFormats, useTexts } from '../texts/index.ts'
import type { WeekGrid } from '../week/grid-model.ts'
import { Icon } from './Icon.tsx'

/** The days of the week, today marked, and those that are locked. */
export function GridHead({ grid, today }: { grid: WeekGrid; today: string }) {
  const { texts } = useTexts()
  const formats = useFormats()
  return (
    <thead>
      <tr>
        <th scope="col" className="head-project">
          {texts.week.project}
        </th>
        {grid.dates.map((date, day) => (
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
          </th>
        ))}
        <th scope="col" className="head-total">
          {texts.week.total}
        </th>
      </tr>
    </thead>
  )
}
