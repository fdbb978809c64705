import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useClient } from '../../api/context.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { ChangesTable } from './ChangesTable.tsx'
import { changesQuery } from './queries.ts'
import { usePayrollTexts } from './texts.ts'

interface ChangesProps {
  readonly period: string
  /** `next`: of the closing that would be made now. */
  readonly version: number | 'next'
  readonly title: string
}

/** The lines that a closing has changed, or would change now. They are loaded when it is opened. */
export function Changes({ period, version, title }: ChangesProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="payroll-changes" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <LoadedChanges period={period} version={version} title={title} />}
    </details>
  )
}

function LoadedChanges({ period, version, title }: ChangesProps) {
  const texts = usePayrollTexts()
  const query = useQuery(changesQuery(useClient(), period, version))
  if (query.isError && !query.data) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!query.data) return <Skeleton />
  const minutes = query.data.reduce((sum, row) => sum + row.minutesAfter - row.minutesBefore, 0)
  return (
    <>
      {query.data.length > 0 && <p role="status">{texts.changed(query.data.length, minutes)}</p>}
      <ChangesTable label={title} changes={query.data} />
    </>
  )
}
