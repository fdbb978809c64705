import { useQuery } from '@tanstack/react-query'
import { useCaller, useClient } from '../../api/context.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useChosenWeek, WeekStepper } from '../../components/WeekStepper.tsx'
import { type SectionProps, useByPerson } from './QueueSection.tsx'
import { decidedQuery } from './queries.ts'
import { ReviewBoard } from './ReviewBoard.tsx'
import { useApprovalTexts } from './texts.ts'

/** The decided timesheets of one week, which may be reopened. */
export function DecidedSection(props: SectionProps) {
  const texts = useApprovalTexts()
  const [week, setWeek] = useChosenWeek(-1)
  const { userId } = useCaller()
  const query = useQuery(decidedQuery(useClient(), week, userId))
  const weeks = useByPerson(query.data)
  return (
    <>
      <WeekStepper week={week} onChange={setWeek} />
      {query.isError && !weeks && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton />}
      {weeks?.length === 0 && <p className="card empty-week">{texts.emptyDecided}</p>}
      {weeks && weeks.length > 0 && (
        <ReviewBoard {...props} key={week} weeks={weeks} label={texts.decidedLabel(week)} canSelect={false} />
      )}
    </>
  )
}
