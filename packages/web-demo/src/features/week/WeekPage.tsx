import { lazy, Suspense, useId, useState } from 'react'
import { datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { useLocation } from 'wouter'
import { usePageKeys } from '../../components/keys.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useTitle } from '../../components/use-browser.ts'
import { todayHere, weekAfter, weekPath } from '../../components/week-names.ts'
import { useTexts } from '../../texts/index.ts'
import { useWeek } from './use-week.ts'
import { WeekBody } from './WeekBody.tsx'
import { WeekHeading } from './WeekHeading.tsx'
import { WeekSummary } from './WeekSummary.tsx'

const KeysDialog = lazy(async () => ({
  default: (await import('../../components/KeysDialog.tsx')).KeysDialog,
}))

/** One week, to be filled in. */
export function WeekPage({ week }: { week: string }) {
  const { texts } = useTexts()
  const load = useWeek(week)
  const titleId = useId()
  const today = todayHere()
  useTitle(texts.week.documentTitle(week))
  const [, navigate] = useLocation()
  const [isShowingKeys, setShowingKeys] = useState(false)
  usePageKeys({
    '[': () => navigate(weekPath(weekAfter(week, -1))),
    ']': () => navigate(weekPath(weekAfter(week, 1))),
    t: () => navigate(weekPath(weekOf(today))),
    '?': () => setShowingKeys(true),
  })
  return (
    <>
      <div className="week-top">
        <WeekHeading week={week} dates={datesOfWeek(week)} today={today} titleId={titleId} />
        {load.status === 'loaded' && <WeekSummary grid={load.week.grid} />}
      </div>
      {load.status === 'loading' && <Skeleton />}
      {load.status === 'failed' && <Failure error={load.error} onRetry={load.retry} />}
      {load.status === 'loaded' && (
        <WeekBody
          name={week}
          week={load.week}
          today={today}
          titleId={titleId}
          onKeys={() => setShowingKeys(true)}
        />
      )}
      {isShowingKeys && (
        <Suspense>
          <KeysDialog onClose={() => setShowingKeys(false)} />
        </Suspense>
      )}
    </>
  )
}
