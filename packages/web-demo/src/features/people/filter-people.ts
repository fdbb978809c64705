import type { Person } from 'timesheets-sdk/model'
import { isActiveOn } from 'timesheets-sdk/rules'
import { folded } from '../../components/folded.ts'

export const peopleFilters = ['active', 'employee', 'contractor', 'left', 'all'] as const
export type PeopleFilter = (typeof peopleFilters)[number]

/** The people that a search and a filter leave, in their order. */
export function filterPeople(
  people: readonly Person[],
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
  return people.filter((person) => passes(person) && searchedText(person).includes(wanted))
}

const searchedTexts = new WeakMap<Person, string>()

function searchedText(person: Person): string {
  const known = searchedTexts.get(person)
  if (known !== undefined) return known
  const text = folded([person.name, person.email ?? '', person.userId].join('\n'))
  searchedTexts.set(person, text)
  return text
}
