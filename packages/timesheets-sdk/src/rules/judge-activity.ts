import type { Person } from '../model/person.ts'
import type { Violation } from '../model/violation.ts'
import { isActiveOn } from './expected-minutes.ts'

/** A warning if an entry is before the first or after the last day of its person. */
export function judgeActivity(
  person: Pick<Person, 'activeFrom' | 'activeTo'> | undefined,
  date: string,
): readonly Violation[] {
  if (!person || isActiveOn(person, date)) return []
  const { activeFrom, activeTo } = person
  const isEarly = date < activeFrom
  const day = isEarly
    ? `before the first day of the person, ${activeFrom}`
    : `after the last day of the person, ${activeTo}`
  const message = `${date} is ${day}: check the date, or ask an administrator to correct the roster`
  return [
    { code: 'person_inactive', message, path: '/date', date, ...(isEarly ? { activeFrom } : { activeTo }) },
  ]
}
