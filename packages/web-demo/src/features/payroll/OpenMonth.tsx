import { useQuery } from '@tanstack/react-query'
import type { Obstacle } from 'timesheets-sdk/model'
import { useCaller, useClient } from '../../api/context.ts'
import { FoundRows } from '../../components/FoundRows.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { useFormats } from '../../texts/index.ts'
import { MonthActionForm } from './MonthActionForm.tsx'
import { obstaclesQuery } from './queries.ts'
import { usePayrollTexts } from './texts.ts'

/** A month that is open: the weeks in the way, and the way to close it. */
export function OpenMonth({ period, onSay }: { period: string; onSay: (words: string) => void }) {
  const texts = usePayrollTexts()
  const formats = useFormats()
  const client = useClient()
  const { may } = useCaller()
  const query = useQuery(obstaclesQuery(client, period))
  if (query.isError && !query.data) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!query.data) return <Skeleton />
  const obstacles = query.data
  const isClear = obstacles.length === 0
  return (
    <>
      <h2 className="payroll-title">{isClear ? texts.clear : texts.obstacles(obstacles.length)}</h2>
      {!isClear && (
        <FoundRows rows={obstacles} none={texts.clear}>
          <ObstacleTable obstacles={obstacles} />
        </FoundRows>
      )}
      {may('manage:timesheets') && (
        <MonthActionForm
          name={isClear ? texts.close : texts.closeAnyway}
          help={texts.closeHelp}
          question={isClear ? undefined : texts.forceReason}
          act={(reason) => client.periods.close(period, isClear ? {} : { force: true, reason })}
          onDone={() => onSay(texts.closedNow(formats.month(period)))}
        />
      )}
    </>
  )
}

function ObstacleTable({ obstacles }: { obstacles: readonly Obstacle[] }) {
  const texts = usePayrollTexts()
  return (
    <div {...scrollRegion(texts.obstacles(obstacles.length))}>
      <table className="data-table" aria-rowcount={obstacles.length + 1}>
        <thead>
          <tr>
            {[texts.person, texts.week, texts.reason].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <WindowedRows rows={obstacles} keyOf={({ userId, week }) => `${userId} ${week}`} columns={3}>
          {({ userId, name, email, week, reason }, place) => (
            <tr {...place}>
              <th scope="row">
                <bdi>{name ?? userId}</bdi>
                {email && <span className="cell-more">{email}</span>}
              </th>
              <td className="date">{week}</td>
              <td>{texts.reasons[reason] ?? reason}</td>
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}
