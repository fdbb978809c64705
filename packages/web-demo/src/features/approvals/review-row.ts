import { useMemo } from 'react'
import type { Week } from 'timesheets-sdk/model'
import { usePeople } from '../../api/names.ts'
import { formatMinutes } from '../../texts/formats.ts'
import type { Decision } from './decision.ts'
import { type ApprovalTexts, useApprovalTexts } from './texts.ts'
import type { Review } from './use-review.ts'

/** The properties of a list of weeks, as a table or as cards. */
export interface ReviewListProps {
  readonly weeks: readonly Week[]
  readonly review: Review
  readonly label: string
  /** Whether weeks can be selected, to be approved together. */
  readonly canSelect: boolean
  readonly decisionOf: (week: Week) => Decision | undefined
  readonly onGo: (week: Week | undefined) => void
  readonly onOpen: (week: Week) => void
  readonly onUndo: (week: Week) => void
}

/** How weeks of other people are named. */
export interface WeekNames {
  name(week: Week): string
  /** Employee or contractor; `undefined` where the roster does not say. */
  kind(week: Week): string | undefined
  /** `Maria Silva, week 47` */
  whose(week: Week): string
  /** `38:30 of 40:00` */
  total(week: Week): string
}

export function useWeekNames(): WeekNames {
  const texts = useApprovalTexts()
  const people = usePeople()
  return useMemo(() => {
    const name = ({ userId }: Week) => people?.get(userId)?.name ?? userId
    return {
      name,
      kind(week) {
        const kind = people?.get(week.userId)?.kind
        return kind && texts.kinds[kind]
      },
      whose: (week) => texts.rowLabel(name(week), weekNumber(week.week)),
      total: (week) => totalOf(week, texts),
    }
  }, [texts, people])
}

function totalOf({ totalHours, expectedHours }: Week, texts: ApprovalTexts): string {
  const total = Math.round(totalHours * 60)
  return expectedHours === null
    ? formatMinutes(total)
    : texts.missingPage.of(total, Math.round(expectedHours * 60))
}

export function weekNumber(week: string): number {
  return Number(week.slice(6))
}
