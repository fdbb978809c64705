import { useQuery } from '@tanstack/react-query'
import type { Obstacle, Period } from 'timesheets-sdk/model'
import { mayClose, readsEveryone } from 'timesheets-sdk/rules'
import { useCaller, useClient } from '../../api/context.ts'
import { amountTexts } from '../../components/amounts.ts'
import { FoundRows } from '../../components/FoundRows.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { SaidText } from '../../components/SaidText.tsx'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { useFormats } from '../../texts/index.ts'
import { Changes } from './Changes.tsx'
import { MonthActionForm } from './MonthActionForm.tsx'
import { approvedAmountsQuery, obstaclesQuery } from './queries.ts'
import { usePayrollTexts } from './texts.ts'

interface OpenMonthProps {
  readonly period: Period
  readonly onSay: (words: string) => void
}

/** A month that is open: its amounts so far, what closing it now would change, and the way to close it. */
export function OpenMonth({ period, onSay }: OpenMonthProps) {
  const texts = usePayrollTexts()
  const caller = useCaller()
  const [last] = period.closings
  return (
    <>
      {readsEveryone(caller) && <ApprovedAmounts period={period} />}
      {mayClose(caller) && <Closing period={period.period} onSay={onSay} />}
      {last && readsEveryone(caller) && (
        <div className="card payroll-to-come">
          <Changes period={period.period} version="next" title={texts.changesToCome(last.version)} />
        </div>
      )}
    </>
  )
}

/** The approved hours by currency; nothing as long as no project has a rate. */
function ApprovedAmounts({ period }: { period: Period }) {
  const texts = usePayrollTexts()
  const formats = useFormats()
  const { data: amounts = [] } = useQuery(approvedAmountsQuery(useClient(), period))
  if (!amounts.some(({ amount }) => amount !== undefined)) return null
  return (
    <p className="payroll-amounts">
      {texts.approvedSoFar}: {amountTexts(amounts, formats, texts.withoutRate).join(' · ')}
    </p>
  )
}

/** The weeks in the way of closing a month, and the way to close it. */
function Closing({ period, onSay }: { period: string; onSay: (words: string) => void }) {
  const texts = usePayrollTexts()
  const formats = useFormats()
  const client = useClient()
  const query = useQuery(obstaclesQuery(client, period))
  if (query.isError && !query.data) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!query.data) return <Skeleton />
  const [obstacles, notices] = [true, false].map((stops) =>
    query.data.filter((obstacle) => obstacle.stops === stops),
  ) as [Obstacle[], Obstacle[]]
  const isClear = obstacles.length === 0
  return (
    <>
      <h2 className="payroll-title">{isClear ? texts.clear : texts.obstacles(obstacles.length)}</h2>
      {!isClear && (
        <FoundRows rows={obstacles} none={texts.clear}>
          <ObstacleTable label={texts.obstacles(obstacles.length)} obstacles={obstacles} />
        </FoundRows>
      )}
      {notices.length > 0 && (
        <details className="card payroll-notices">
          <summary>{texts.notices(notices.length)}</summary>
          <p className="form-help">{texts.noticesHelp}</p>
          <FoundRows rows={notices} none={texts.clear}>
            <ObstacleTable label={texts.notices(notices.length)} obstacles={notices} />
          </FoundRows>
        </details>
      )}
      <MonthActionForm
        name={isClear ? texts.close : texts.closeAnyway}
        help={texts.closeHelp}
        question={isClear ? undefined : texts.forceReason}
        working={texts.closingNow(formats.month(period))}
        act={(reason) => client.periods.close(period, isClear ? {} : { force: true, reason })}
        onDone={() => onSay(texts.closedNow(formats.month(period)))}
      />
    </>
  )
}

interface ObstacleTableProps {
  readonly label: string
  readonly obstacles: readonly Obstacle[]
}

function ObstacleTable({ label, obstacles }: ObstacleTableProps) {
  const texts = usePayrollTexts()
  return (
    <div {...scrollRegion(label)}>
      <table className="data-table" aria-rowcount={obstacles.length + 1}>
        <ColumnHeads names={[texts.person, texts.week, texts.reason]} />
        <WindowedRows rows={obstacles} keyOf={({ userId, week }) => `${userId} ${week}`} columns={3}>
          {({ userId, name, email, week, reason, flags = [] }, place) => (
            <tr {...place}>
              <th scope="row">
                <bdi>{name ?? userId}</bdi>
                {email && <span className="cell-more">{email}</span>}
              </th>
              <td className="date">
                <bdi>{week}</bdi>
              </td>
              <td>
                {flags.length === 0 && (texts.reasons[reason] ?? reason)}
                {flags.map((flag) => (
                  <div key={`${flag.code} ${flag.date}`}>
                    <SaidText said={flag} />
                  </div>
                ))}
              </td>
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}
