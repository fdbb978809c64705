import { useQuery } from '@tanstack/react-query'
import type { Week } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { useClient } from '../../api/context.ts'
import { Icon } from '../../components/Icon.tsx'
import { weekPath } from '../../components/week-names.ts'
import { useTexts } from '../../texts/index.ts'
import { pastWeeksQueries } from './week-queries.ts'

interface Attention {
  /** Past weeks that need their owner, the oldest first. */
  readonly weeks: readonly Week[]
  /** Whether the API has not responded yet. */
  readonly isLoading: boolean
}

/** The past weeks that need their owner: rejected ones, and those that were never submitted. */
export function useAttention(today: string): Attention {
  const past = pastWeeksQueries(useClient(), today)
  const logged = useQuery(past.logged)
  const last = useQuery(past.last)
  return {
    weeks: weeksToShow([...(logged.data ?? []), ...(last.data ? [last.data] : [])]),
    isLoading: logged.isLoading || last.isLoading,
  }
}

/** The past weeks that need their owner, except the one on the screen, with links. */
export function AttentionNotice({ weeks, week }: { weeks: readonly Week[]; week: string }) {
  const { texts } = useTexts()
  const others = weeks.filter((one) => one.week !== week)
  if (others.length === 0) return null
  return (
    <ul className="attention">
      {others.map(({ week: name, status }) => {
        const words = status === 'rejected' ? texts.week.wasRejected : texts.week.notSubmitted
        return (
          <li key={name} className="notice">
            <Icon name="alert" />
            <span>
              {words(Number(name.slice(6)))} <Link href={weekPath(name)}>{texts.week.openWeek}</Link>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** The weeks that need their owner, the oldest first, each once. */
export function weeksToShow(weeks: readonly Week[]): Week[] {
  const byName = new Map(weeks.filter(needsOwner).map((week) => [week.week, week]))
  return [...byName.values()].sort((a, b) => a.week.localeCompare(b.week))
}

function needsOwner({ status, totalHours, expectedHours }: Week): boolean {
  return status === 'rejected' || (status === 'open' && (totalHours > 0 || (expectedHours ?? 0) > 0))
}
