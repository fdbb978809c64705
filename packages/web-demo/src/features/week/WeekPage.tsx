import { useDeferredValue, useId, useLayoutEffect, useState } from 'react'
import { datesOfWeek } from 'timesheets-sdk/model'
import { usePageKeys } from '../../components/keys.ts'
import { late } from '../../components/late.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useHasWaited, useTitle, useToday } from '../../components/use-browser.ts'
import { useTexts } from '../../texts/index.ts'
import { AttentionNotice, useAttention } from './AttentionNotice.tsx'
import { useWeek } from './use-week.ts'
import { WeekBody } from './WeekBody.tsx'
import { WeekHeading } from './WeekHeading.tsx'
import { WeekSummary } from './WeekSummary.tsx'

const KeysDialog = late(async () => (await import('../../components/KeysDialog.tsx')).KeysDialog)

// For the notice of past weeks, so that it does not push down the week that a person has begun to read.
const waitForNoticeMs = 300

/** One week, to be filled in. */
export function WeekPage({ week }: { week: string }) {
  const { texts } = useTexts()
  const load = useWeek(week)
  const isLoaded = load.status === 'loaded'
  const titleId = useId()
  const today = useToday()
  const attention = useAttention(today)
  const hasWaited = useHasWaited(isLoaded && attention.isLoading, waitForNoticeMs)
  // The first drawing of a week is deferred: React does it in pieces, between which the browser can respond.
  const isReady = useDeferredValue(isLoaded && (!attention.isLoading || hasWaited))
  const shown = load.status === 'loaded' && isReady ? load.week : undefined
  useTitle(texts.week.documentTitle(week))
  const [isShowingKeys, setShowingKeys] = useState(false)
  usePageKeys({ '?': () => setShowingKeys(true) })
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
        {shown && <WeekSummary grid={shown.grid} />}
      </div>
      {(shown || load.status === 'failed') && <AttentionNotice weeks={attention.weeks} week={week} />}
      {load.status !== 'failed' && !shown && <Skeleton key={week} />}
      {load.status === 'failed' && <Failure error={load.error} onRetry={load.retry} />}
      {shown && (
        <WeekBody
          key={week}
          name={week}
          week={shown}
          today={today}
          titleId={titleId}
          onKeys={() => setShowingKeys(true)}
        />
      )}
      {isShowingKeys && <KeysDialog onClose={() => setShowingKeys(false)} />}
    </>
  )
}
