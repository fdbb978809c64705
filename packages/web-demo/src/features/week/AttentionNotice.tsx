import { useQuery } from '@tanstack/react-query'
import type { Week } from 'timesheets-sdk/model'
import { weekOf } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { useClient } from '../../api/context.ts'
import { weekQuery, weeksQuery } from '../../api/queries.ts'
import { Icon } from '../../components/Icon.tsx'
import { weekAfter, weekPath } from '../../components/week-names.ts'
import { useTexts } from '../../texts/index.ts'

/** The number of past weeks that are checked. */
const checkedWeeks = 8

/** Past weeks that need their owner, with links: rejected ones, and those that were never submitted. */
export function AttentionNotice({ week, today }: { week: string; today: string }) {
  const { texts } = useTexts()
  const client = useClient()
  const lastWeek = weekAfter(weekOf(today), -1)
  const logged = useQuery(weeksQuery(client, weekAfter(weekOf(today), -checkedWeeks), lastWeek))
  // The list has only weeks with entries: an empty week may be missing too.
  const last = useQuery(weekQuery(client, lastWeek))
  const weeks = weeksToShow([...(logged.data ?? []), ...(last.data ? [last.data] : [])])
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
