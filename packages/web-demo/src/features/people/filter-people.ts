import type { Person } from 'timesheets-sdk/model'
import { isActiveOn } from 'timesheets-sdk/rules'
import { folded } from '../../components/folded.ts'

export const peopleFilters = ['active', 'employee', 'contractor', 'left', 'all'] as const
export type PeopleFilter = (typeof peopleFilters)[number]

/** The people that a search and a filter leave, by name. */
export function filterPeople(
  people: Iterable<Person>,
  search: string,
  filter: PeopleFilter,
  today: string,
): Person[] {
  const wanted = folded(search)
  const passes = (person: Person) => {
    if (filter === 'all') return true
    if (filter === 'left') return person.activeTo !== undefined && person.activeTo < today
    return isActiveOn(person, today) && (filter === 'active' || person.kind === filter)
  }
  return [...people]
    .filter(
      (person) =>
        passes(person) &&
        [person.name, person.email ?? '', person.userId].some((text) => folded(text).includes(wanted)),
    )
    .sort((a, b) => a.name.localeCompare(b.name))
}
