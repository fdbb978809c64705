import { newPersonSchema, type ParsedPerson, type Person } from '../../model/person.ts'
import { violationsOfSchema } from '../../model/violation.ts'
import { judgeHolidayCalendar } from '../../rules/holidays.ts'
import { judgeManager } from '../../rules/judge-roster.ts'
import { personAfter, personOn } from '../../rules/terms.ts'
import { cellsFrom, dateOr, faultsInName, firstOfEach, notANumber, numberOf } from './cells.ts'
import type { RecordKind } from './kind.ts'

const columns = [
  'userId',
  'name',
  'email',
  'kind',
  'managerId',
  'expectedHoursPerWeek',
  'activeFrom',
  'activeTo',
  'timeZone',
  'hoursByWeekday',
  'rateGroup',
  'holidayCalendar',
  'from',
] as const
type Column = (typeof columns)[number]

interface PersonRow {
  readonly userId: string
  readonly content: ParsedPerson
}

/** Rows that are people of the roster. */
export const personRecords: RecordKind<Column, PersonRow, Person> = {
  columns,
  needed: ['userId', 'name', 'kind', 'expectedHoursPerWeek', 'activeFrom'],
  dates: ['activeFrom', 'activeTo', 'from'],

  keyOf: ({ userId }) => userId,
  dayOf: ({ from }, today) => dateOr(from, today),

  cellsOf(person, day) {
    const { terms, userId, email, activeFrom, activeTo } = person
    const { hoursByWeekday, ...shown } = terms ? personOn({ ...person, terms }, day) : person
    const { name, kind, managerId, expectedHoursPerWeek, timeZone, rateGroup, holidayCalendar } = shown
    return cellsFrom({
      userId,
      name,
      email,
      kind,
      managerId,
      expectedHoursPerWeek,
      activeFrom,
      activeTo,
      timeZone,
      hoursByWeekday: hoursByWeekday?.join(' '),
      rateGroup,
      holidayCalendar,
    })
  },

  // The hours of the days belong to the hours of the week, which may be others now.
  kept({ hoursByWeekday, ...stored }, { expectedHoursPerWeek = '' }) {
    const isSameWeek = numberOf(expectedHoursPerWeek) === Number(stored.expectedHoursPerWeek)
    return hoursByWeekday !== undefined && isSameWeek ? { ...stored, hoursByWeekday } : stored
  },

  read({ userId, expectedHoursPerWeek: hoursText, hoursByWeekday: weekText, kind, ...texts }) {
    const hours = hoursText === undefined ? undefined : numberOf(hoursText)
    const unreadable =
      hoursText !== undefined && hours === undefined ? [notANumber('expectedHoursPerWeek', hoursText)] : []
    const week = weekText?.split(/[\s/]+/).map(numberOf)
    const unreadableWeek = week?.some((day) => day === undefined)
      ? [notANumber('hoursByWeekday', weekText ?? '')]
      : []
    const candidate = {
      ...texts,
      ...(week === undefined ? {} : { hoursByWeekday: week }),
      ...(kind === undefined ? {} : { kind: kind.toLowerCase() }),
      ...(hours === undefined ? {} : { expectedHoursPerWeek: hours }),
    }
    const parsed = newPersonSchema.safeParse(candidate)
    const violations = firstOfEach([
      ...faultsInName('userId', userId),
      ...unreadable,
      ...unreadableWeek,
      ...(parsed.success ? [] : violationsOfSchema(parsed.error, candidate)),
    ])
    if (parsed.success && userId !== undefined && violations.length === 0) {
      return { item: { userId, content: parsed.data } }
    }
    return { violations }
  },

  after: (before, { userId, content }, moment) => personAfter(before, { userId, content, ...moment }),

  async load(client, { signal, judge }) {
    const records = new Map<string, Person>()
    for await (const person of client.people.list({}, { signal })) records.set(person.userId, person)
    const policy = judge ? await client.policy.get({ signal }) : { holidayCalendars: [] }
    return {
      records,
      judge({ userId, content: { managerId, holidayCalendar } }) {
        const ofManager = managerId && judgeManager(userId, managersFrom(managerId, records))
        return ofManager || judgeHolidayCalendar(holidayCalendar, policy)
      },
    }
  },

  put: (client, { userId, content }, options, before) =>
    client.people.put(userId, content, { ...options, basedOn: before }),
}

/** A manager, that person's manager, and so on. */
function managersFrom(managerId: string, people: ReadonlyMap<string, Person>): string[] {
  const managers: string[] = []
  let next: string | undefined = managerId
  while (next !== undefined && !managers.includes(next)) {
    managers.push(next)
    next = people.get(next)?.managerId
  }
  return managers
}
