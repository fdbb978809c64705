import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { addMonths, weekOf } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { rangeQuery, weeksQuery } from '../../api/queries.ts'
import { LinkStepper } from '../../components/LinkStepper.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useTitle, useToday } from '../../components/use-browser.ts'
import { monthPath } from '../../components/week-names.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { MonthChart } from './MonthChart.tsx'
import { MonthDayTable, MonthTables } from './MonthTables.tsx'
import { datesOfMonth, sumMonth } from './month-sums.ts'
import '../../styles/tables.css'
import '../../styles/chart.css'
import './month.css'

/** A month at a glance: hours by day and project, as a chart and as figures. */
export function MonthPage({ month }: { month: string }) {
  const { texts } = useTexts()
  const formats = useFormats()
  const name = formats.month(month)
  const today = useToday()
  const thisMonth = today.slice(0, 7)
  useTitle(texts.month.documentTitle(name))
  const dates = datesOfMonth(month)
  const client = useClient()
  const [first = '', last = ''] = [dates[0], dates.at(-1)]
  const query = useQuery(rangeQuery(client, first, last))
  const weeks = useQuery(weeksQuery(client, weekOf(first), weekOf(last)))
  const statuses = useMemo(
    () => weeks.data && new Map(weeks.data.map(({ week, status }) => [week, status])),
    [weeks.data],
  )
  const sums = useMemo(() => query.data && sumMonth(month, query.data), [month, query.data])
  return (
    <>
      <div className="page-top">
        <div className="page-heading">
          <h1>{name}</h1>
          <LinkStepper
            label={texts.app.month}
            previous={{ href: monthPath(addMonths(month, -1)), name: texts.month.previous }}
            present={{
              href: monthPath(thisMonth),
              name: texts.month.thisMonth,
              isShown: month === thisMonth,
            }}
            next={{ href: monthPath(addMonths(month, 1)), name: texts.month.next }}
          />
        </div>
      </div>
      {query.isError && !sums && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton />}
      {sums &&
        (sums.minutes === 0 ? (
          <p className="card empty-week">{texts.month.empty}</p>
        ) : (
          <>
            <MonthChart sums={sums} today={today} />
            <MonthTables sums={sums} statuses={statuses} />
            <MonthDayTable sums={sums} />
          </>
        ))}
    </>
  )
}
