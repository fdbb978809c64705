import type { Command } from 'commander'
import {
  isSameContent,
  newPersonSchema,
  type ParsedPerson,
  type Person,
  violationsOfSchema,
} from 'timesheets-sdk/model'
import { judgeManager, personAfter } from 'timesheets-sdk/rules'
import type { ExitCode } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { faultsInName, firstOfEach, notANumber, numberOf } from '../import/cells.ts'
import { type ImportOptions, importCommand, importRows } from '../import/import-rows.ts'
import type { ImportSpec } from '../import/spec.ts'

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

interface Item {
  readonly userId: string
  readonly content: ParsedPerson
}

const examples = `
Examples:
  timesheets people import roster.csv --dry-run
  timesheets people import roster.csv

hoursByWeekday has the hours from Monday to Sunday, as 8 8 8 8 0 0 0; without it, expectedHoursPerWeek is spread
from Monday to Friday. Changes count from the day in the column from on, by default from today.`

export function importPeopleCommand(run: Run<ImportOptions>): Command {
  const description = 'put the people of a CSV file into the roster'
  return importCommand({ description, columns, examples, corrects: true }, run)
}

export function importPeople(options: ImportOptions, context: Context): Promise<ExitCode> {
  return importRows(spec, options, context)
}

const spec: ImportSpec<Column, Item> = {
  table: { columns, needed: ['userId', 'name', 'kind', 'expectedHoursPerWeek', 'activeFrom'] },

  read({ userId, expectedHoursPerWeek: hoursText, hoursByWeekday: weekText, kind, ...texts }) {
    const hours = hoursText === undefined ? undefined : numberOf(hoursText)
    const unreadable =
      hoursText !== undefined && hours === undefined ? [notANumber('expectedHoursPerWeek', hoursText)] : []
    const week = weekText
      ?.trim()
      .split(/[\s/]+/)
      .map(numberOf)
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

  keyOf: ({ userId }) => userId,

  async target(client, { nowMs, signal, correct }) {
    const people = new Map<string, Person>()
    for await (const person of client.people.list({}, { signal })) people.set(person.userId, person)
    const today = new Date(nowMs).toISOString().slice(0, 10)
    const after = ({ userId, content }: Item) =>
      personAfter(people.get(userId), { userId, content, today, nowMs })
    const managersFrom = (userId: string) => {
      const managers: string[] = []
      let next: string | undefined = userId
      while (next !== undefined && !managers.includes(next)) {
        managers.push(next)
        next = people.get(next)?.managerId
      }
      return managers
    }
    return {
      compare(item) {
        const before = people.get(item.userId)
        if (!before) return 'added'
        return isSameContent(before, after(item)) ? 'unchanged' : 'updated'
      },
      async put({ userId, content }) {
        await client.people.put(userId, content, { signal, correct })
      },
      rehearse(item) {
        const { userId } = item
        const { managerId } = item.content
        const violation = managerId === undefined ? undefined : judgeManager(userId, managersFrom(managerId))
        if (!violation) people.set(userId, after(item))
        return violation
      },
    }
  },
}
