import { useQuery } from '@tanstack/react-query'
import { useCaller } from '../../api/caller-context.ts'
import { useClient } from '../../api/client-context.ts'
import { decidedQuery } from '../../approvals/queries.ts'
import { useChosenWeek } from '../../approvals/use-chosen-week.ts'
import { useApprovalTexts } from '../../texts/approvals.ts'
import { Failure } from '../Failure.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { type SectionProps, useByPerson } from './QueueSection.tsx'
import { ReviewBoard } from './ReviewBoard.tsx'
import { WeekStepper } from './WeekStepper.tsx'

/** What was decided on one week, and may be reopened. */
export function DecidedSection(props: SectionProps) {
  const texts = useApprovalTexts()
  const [week, setWeek] = useChosenWeek()
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
