import { isIsoWeek, weekOf } from 'timesheets-sdk/model'
import { useSearchParams } from 'wouter'
import { todayHere, weekAfter } from '../week/week-names.ts'

/** The week that the address names, by default the last one that is over. */
export function useChosenWeek(): readonly [string, (week: string) => void] {
  const [search, setSearch] = useSearchParams()
  const named = search.get('week')
  const week = named !== null && isIsoWeek(named) ? named : weekAfter(weekOf(todayHere()), -1)
  return [week, (chosen) => setSearch({ week: chosen }, { replace: true })]
}
