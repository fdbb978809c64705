import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Week } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { usePeople } from '../../api/names.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useMedia } from '../../components/use-browser.ts'
import type { DecisionsState } from './decision.ts'
import type { Decisions } from './decisions.ts'
import { MissingSection } from './MissingSection.tsx'
import { queueQuery } from './queries.ts'
import { ReviewBoard } from './ReviewBoard.tsx'
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
  const isNarrow = useMedia('(max-width: 44rem)')
  if (query.isError && !weeks) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!weeks) return <Skeleton />
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
    <ReviewBoard {...props} weeks={weeks} label={texts.queueLabel} canSelect>
      {missing}
    </ReviewBoard>
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
