import { isIsoWeek, weekOf } from 'timesheets-sdk/model'
import { useSearchParams } from 'wouter'
import { todayHere, weekAfter } from '../../components/week-names.ts'

/** The parts of the approvals, as they stand in the address. */
const sections = ['waiting', 'decided', 'missing'] as const

export type Section = (typeof sections)[number]

export function isSection(text: string): text is Section {
  return sections.some((section) => section === text)
}

export function sectionPath(section: Section): string {
  return section === 'waiting' ? '/approvals' : `/approvals/${section}`
}

/** The week that the address names, by default the last one that is over. */
export function useChosenWeek(): readonly [string, (week: string) => void] {
  const [search, setSearch] = useSearchParams()
  const named = search.get('week')
  const week = named !== null && isIsoWeek(named) ? named : weekAfter(weekOf(todayHere()), -1)
  return [week, (chosen) => setSearch({ week: chosen }, { replace: true })]
}
