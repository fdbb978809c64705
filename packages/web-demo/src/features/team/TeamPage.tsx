import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useCaller, useClient } from '../../api/context.ts'
import { peopleQuery } from '../../api/names.ts'
import { policyQuery } from '../../api/queries.ts'
import { FilteredRows } from '../../components/FilteredRows.tsx'
import { useTitle } from '../../components/use-browser.ts'
import { useChosenWeek, WeekStepper } from '../../components/WeekStepper.tsx'
import { teamQuery } from './queries.ts'
import { TeamTable } from './TeamTable.tsx'
import { filterRows, teamFilters, teamRows } from './team-rows.ts'
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
  const rows = useMemo(() => {
    if (!people.data || !team.data || !policy.data) return undefined
    const others = [...people.data.values()].filter(({ userId }) => userId !== own)
    return teamRows(others, week, team.data.weeks, team.data.absences, policy.data)
  }, [people.data, team.data, policy.data, own, week])
  const failed = [people, team, policy].find((query) => query.isError && !query.data)
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
        <WeekStepper week={week} onChange={setWeek} />
      </div>
      <FilteredRows texts={texts} filters={teamFilters} rows={rows} find={filterRows} failed={failed}>
        {(shown) => <TeamTable week={week} rows={shown} />}
      </FilteredRows>
    </>
  )
}
