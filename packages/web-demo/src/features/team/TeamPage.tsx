import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { useCaller, useClient } from '../../api/context.ts'
import { peopleQuery } from '../../api/names.ts'
import { policyQuery } from '../../api/queries.ts'
import { FoundRows } from '../../components/FoundRows.tsx'
import { ListFilters } from '../../components/ListFilters.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useTitle } from '../../components/use-browser.ts'
import { useChosenWeek, WeekStepper } from '../../components/WeekStepper.tsx'
import { teamQuery } from './queries.ts'
import { TeamTable } from './TeamTable.tsx'
import { filterRows, type TeamFilter, teamFilters, teamRows } from './team-rows.ts'
import { useTeamTexts } from './texts.ts'
import '../../styles/tables.css'
import './team.css'

/** An approver's people by the days of a week: who logged how much, who is over or under, who is away. */
export function TeamPage() {
  const texts = useTeamTexts()
  useTitle(texts.documentTitle)
  const client = useClient()
  const { userId: own } = useCaller()
  const [week, setWeek] = useChosenWeek(0)
  const people = useQuery(peopleQuery(client))
  const team = useQuery(teamQuery(client, week))
  const policy = useQuery(policyQuery(client))
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<TeamFilter>('all')
  const rows = useMemo(() => {
    if (!people.data || !team.data || !policy.data) return undefined
    const others = [...people.data.values()].filter(({ userId }) => userId !== own)
    return teamRows(others, week, team.data.weeks, team.data.absences, policy.data)
  }, [people.data, team.data, policy.data, own, week])
  const followed = useDeferredValue(search)
  const shown = useMemo(() => rows && filterRows(rows, followed, filter), [rows, followed, filter])
  const failed = [people, team, policy].find((query) => query.isError && !query.data)
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
        <WeekStepper week={week} onChange={setWeek} />
      </div>
      <ListFilters
        texts={texts}
        filters={teamFilters}
        search={search}
        onSearch={setSearch}
        filter={filter}
        onFilter={setFilter}
        count={rows && shown && texts.count(shown.length, rows.length)}
      />
      {failed && <Failure error={failed.error} onRetry={() => void failed.refetch()} />}
      {!rows && !failed && <Skeleton />}
      {shown && (
        <FoundRows rows={shown} none={rows?.length === 0 ? texts.empty : texts.none}>
          <TeamTable week={week} rows={shown} />
        </FoundRows>
      )}
    </>
  )
}
