import { useQuery } from '@tanstack/react-query'
import { type Week, weekOf } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { useClient } from '../../api/context.ts'
import { weekQuery } from '../../api/queries.ts'
import { Icon } from '../../components/Icon.tsx'
import { weekAfter, weekPath } from '../../components/week-names.ts'
import { useTexts } from '../../texts/index.ts'
import { pastWeeksQuery } from './week-queries.ts'

interface Attention {
  /** Past weeks that need their owner, the oldest first. */
  readonly weeks: readonly Week[]
  /** Whether the API has not responded yet. */
  readonly isLoading: boolean
}

/** The past weeks that need their owner: rejected ones, and those that were never submitted. */
export function useAttention(today: string): Attention {
  const client = useClient()
  const lastWeek = weekAfter(weekOf(today), -1)
  const logged = useQuery(pastWeeksQuery(client, today))
  // The list has only weeks with entries: the last one may be missing in it.
  const isListed = logged.data?.some(({ week }) => week === lastWeek)
  const last = useQuery({ ...weekQuery(client, lastWeek), enabled: isListed === false })
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
function weeksToShow(weeks: readonly Week[]): Week[] {
  const byName = new Map(weeks.filter(needsOwner).map((week) => [week.week, week]))
  return [...byName.values()].sort((a, b) => a.week.localeCompare(b.week))
}

function needsOwner({ status, totalHours, expectedHours }: Week): boolean {
  return status === 'rejected' || (status === 'open' && (totalHours > 0 || (expectedHours ?? 0) > 0))
}
