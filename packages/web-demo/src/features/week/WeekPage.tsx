import { lazy, Suspense, useId, useLayoutEffect, useState } from 'react'
import { datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { useLocation } from 'wouter'
import { usePageKeys } from '../../components/keys.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useTitle, useToday } from '../../components/use-browser.ts'
import { weekAfter, weekPath } from '../../components/week-names.ts'
import { useTexts } from '../../texts/index.ts'
import { AttentionNotice } from './AttentionNotice.tsx'
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
  const today = useToday()
  useTitle(texts.week.documentTitle(week))
  const [, navigate] = useLocation()
  const [isShowingKeys, setShowingKeys] = useState(false)
  usePageKeys({
    '[': () => navigate(weekPath(weekAfter(week, -1))),
    ']': () => navigate(weekPath(weekAfter(week, 1))),
    t: () => navigate(weekPath(weekOf(today))),
    '?': () => setShowingKeys(true),
  })
  const [shownWeek, setShownWeek] = useState(week)
  const isSwitched = shownWeek !== week
  useLayoutEffect(() => {
    if (!isSwitched) return
    setShownWeek(week)
    // The focused cell was of the other week. From the heading, Tab leads into this one.
    if (document.activeElement === document.body) document.getElementById(titleId)?.focus()
  }, [isSwitched, week, titleId])
  return (
    <>
      <div className="week-top">
        <WeekHeading week={week} dates={datesOfWeek(week)} today={today} titleId={titleId} />
        {load.status === 'loaded' && <WeekSummary grid={load.week.grid} />}
      </div>
      <AttentionNotice week={week} today={today} />
      {load.status === 'loading' && <Skeleton key={week} />}
      {load.status === 'failed' && <Failure error={load.error} onRetry={load.retry} />}
      {load.status === 'loaded' && (
        <WeekBody
          key={week}
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
