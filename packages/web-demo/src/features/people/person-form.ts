import {
  datesOfWeek,
  type NewPerson,
  newPersonSchema,
  type Person,
  type PersonKind,
  userId as userIdSchema,
} from 'timesheets-sdk/model'
import type { Choice } from '../../components/choice-field/choices.ts'
import { numberOf } from '../../components/form-fields.tsx'
import { problemsOf } from '../../components/use-form.ts'
import type { Formats } from '../../texts/formats.ts'
import type { Said } from '../../texts/said.ts'
import type { PeopleTexts } from './texts-en.ts'

/** The fields of a person's form, as text. */
export type PersonValues = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly kind: string
  readonly managerId: string
  readonly expectedHoursPerWeek: string
  /** The hours of the weekdays, Monday first; all empty: a fifth each. */
  readonly [weekday: `weekday${number}`]: string
  readonly rateGroup: string
  readonly holidayCalendar: string
  readonly timeZone: string
  readonly activeFrom: string
  readonly activeTo: string
  readonly from: string
  readonly correct: boolean
}

export const weekdayFields = Array.from({ length: 7 }, (_, day): `weekday${number}` => `weekday${day}`)

/** The form of a person, or of a new one with what is known of them. */
export function personValues(person: Partial<Person>, today: string): PersonValues {
  const { hoursByWeekday } = person
  return {
    userId: person.userId ?? '',
    name: person.name ?? '',
    email: person.email ?? '',
    kind: person.kind ?? 'employee',
    managerId: person.managerId ?? '',
    expectedHoursPerWeek: String(person.expectedHoursPerWeek ?? 40),
    ...Object.fromEntries(weekdayFields.map((name, day) => [name, String(hoursByWeekday?.[day] ?? '')])),
    rateGroup: person.rateGroup ?? '',
    holidayCalendar: person.holidayCalendar ?? '',
    timeZone: person.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    activeFrom: person.activeFrom ?? today,
    activeTo: person.activeTo ?? '',
    from: '',
    correct: false,
  }
}

// Any week will do for the names of its days.
const someWeek = datesOfWeek('2026-W01')

/** The fields of a form and their values in words. */
export function personWords(texts: PeopleTexts, formats: Formats, people: readonly Choice[]) {
  const labels: Readonly<Partial<Record<string, string>>> = {
    name: texts.name,
    email: texts.email,
    kind: texts.kind,
    rateGroup: texts.rateGroup,
    holidayCalendar: texts.holidayCalendar,
    timeZone: texts.timeZone,
    activeFrom: texts.activeFrom,
    activeTo: texts.activeTo,
    managerId: texts.manager,
    expectedHoursPerWeek: texts.hours,
    ...Object.fromEntries(
      weekdayFields.map((name, day) => [name, formats.weekdayShort(someWeek[day] ?? '')]),
    ),
  }
  return {
    label: (name: string) => labels[name] ?? name,
    value(name: string, value: string): string {
      if (value === '') return ''
      if (name === 'kind') return texts.kinds[value as PersonKind] ?? value
      if (name === 'managerId') return people.find((person) => person.value === value)?.name ?? value
      return name === 'activeFrom' || name === 'activeTo' ? formats.dateShort(value) : value
    },
  }
}

/** The request body for a form; what is not a number stays one that the schema rejects. */
export function personBody(values: PersonValues): NewPerson {
  const weekdays = weekdayFields.map((name) => numberOf(values[name] ?? ''))
  const hasWeekdays = weekdays.some((hours) => hours !== undefined)
  const sum = weekdays.reduce<number>((total, hours) => total + (hours ?? 0), 0)
  return {
    name: values.name.trim(),
    kind: values.kind as NewPerson['kind'],
    expectedHoursPerWeek: hasWeekdays ? sum : (numberOf(values.expectedHoursPerWeek) ?? Number.NaN),
    activeFrom: values.activeFrom,
    timeZone: values.timeZone,
    ...(hasWeekdays && { hoursByWeekday: weekdays.map((hours) => hours ?? 0) }),
    ...(values.email.trim() && { email: values.email.trim() }),
    ...(values.managerId && { managerId: values.managerId }),
    ...(values.rateGroup.trim() && { rateGroup: values.rateGroup.trim() }),
    ...(values.holidayCalendar.trim() && { holidayCalendar: values.holidayCalendar.trim() }),
    ...(values.activeTo && { activeTo: values.activeTo }),
    ...(values.from && { from: values.from }),
  }
}

/** The problems of a form, by field. */
export function personProblems(values: PersonValues): ReadonlyMap<string, Said> {
  const ofId = problemsOf(userIdSchema, values.userId)
  const problems = new Map(problemsOf(newPersonSchema, personBody(values)))
  const problem = ofId.get('')
  if (problem) problems.set('userId', problem)
  return problems
}
