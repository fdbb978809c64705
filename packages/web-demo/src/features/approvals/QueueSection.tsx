import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Week } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { usePeople } from '../../api/names.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useMedia } from '../../components/use-browser.ts'
import { arrangeWeeks, wholeQueue } from './arrange-weeks.ts'
import type { DecisionsState } from './decision.ts'
import type { Decisions } from './decisions.ts'
import { MissingSection } from './MissingSection.tsx'
import { QueueFilters } from './QueueFilters.tsx'
import { queueQuery } from './queries.ts'
import { ReviewBoard } from './ReviewBoard.tsx'
import { useWeekNames } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'

export interface SectionProps {
  readonly decisions: Decisions
  readonly state: DecisionsState
  readonly onSay: (words: string) => void
}

/** The weeks that wait, and where there is room who is missing. */
export function QueueSection(props: SectionProps) {
  const texts = useApprovalTexts()
  const query = useQuery(queueQuery(useClient()))
  const weeks = useByPerson(query.data)
  const names = useWeekNames()
  const [view, setView] = useState(wholeQueue)
  // The field shows each key at once; the list, which may have hundreds of rows, follows.
  const followedView = useDeferredValue(view)
  const shown = useMemo(
    () => weeks && arrangeWeeks(weeks, followedView, names.name),
    [weeks, followedView, names],
  )
  const isNarrow = useMedia('(max-width: 44rem)')
  if (query.isError && !weeks) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!weeks || !shown) return <Skeleton />
  const missing = isNarrow ? undefined : <MissingSection onSay={props.onSay} />
  if (weeks.length === 0) {
    return (
      <>
        <div className="card empty-week">
          <h2>{texts.empty}</h2>
          <p>{texts.emptyExplained}</p>
        </div>
        {missing}
      </>
    )
  }
  return (
    <>
      <QueueFilters view={view} shown={shown.length} all={weeks.length} onChange={setView} />
      <ReviewBoard {...props} weeks={shown} label={texts.queueLabel} canSelect>
        {missing}
      </ReviewBoard>
    </>
  )
}

/** Weeks by week, then by the name of their person. */
export function useByPerson(weeks: readonly Week[] | undefined): readonly Week[] | undefined {
  const people = usePeople()
  return useMemo(() => {
    const name = ({ userId }: Week) => people?.get(userId)?.name ?? userId
    return weeks?.toSorted((a, b) => a.week.localeCompare(b.week) || name(a).localeCompare(name(b)))
  }, [weeks, people])
}
