import type { Command } from 'commander'
import {
  isSameContent,
  newPersonSchema,
  type ParsedPerson,
  type Person,
  personFrom,
  violationsOfSchema,
} from 'timesheets-sdk/model'
import { judgeManager } from 'timesheets-sdk/rules'
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
] as const
type Column = (typeof columns)[number]

interface Item {
  readonly userId: string
  readonly content: ParsedPerson
}

const examples = `
Examples:
  timesheets people import roster.csv --dry-run
  timesheets people import roster.csv`

export function importPeopleCommand(run: Run<ImportOptions>): Command {
  const description = 'put the people of a CSV file into the roster'
  return importCommand({ description, columns, examples }, run)
}

export function importPeople(options: ImportOptions, context: Context): Promise<ExitCode> {
  return importRows(spec, options, context)
}

const spec: ImportSpec<Column, Item> = {
  table: { columns, needed: ['userId', 'name', 'kind', 'expectedHoursPerWeek', 'activeFrom'] },

  read({ userId, expectedHoursPerWeek: hoursText, kind, ...texts }) {
    const hours = hoursText === undefined ? undefined : numberOf(hoursText)
    const unreadable =
      hoursText !== undefined && hours === undefined ? [notANumber('expectedHoursPerWeek', hoursText)] : []
    const candidate = {
      ...texts,
      ...(kind === undefined ? {} : { kind: kind.toLowerCase() }),
      ...(hours === undefined ? {} : { expectedHoursPerWeek: hours }),
    }
    const parsed = newPersonSchema.safeParse(candidate)
    const violations = firstOfEach([
      ...faultsInName('userId', userId),
      ...unreadable,
      ...(parsed.success ? [] : violationsOfSchema(parsed.error, candidate)),
    ])
    if (parsed.success && userId !== undefined && violations.length === 0) {
      return { item: { userId, content: parsed.data } }
    }
    return { violations }
  },

  keyOf: ({ userId }) => userId,

  async target(client, { signal }) {
    const people = new Map<string, Person>()
    for await (const person of client.people.list({}, { signal })) people.set(person.userId, person)
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
      compare({ userId, content }) {
        const before = people.get(userId)
        if (!before) return 'added'
        return isSameContent(before, personFrom(userId, content, 0)) ? 'unchanged' : 'updated'
      },
      async put({ userId, content }) {
        await client.people.put(userId, content, { signal })
      },
      rehearse({ userId, content }) {
        const { managerId } = content
        const violation = managerId === undefined ? undefined : judgeManager(userId, managersFrom(managerId))
        if (!violation) people.set(userId, personFrom(userId, content, 0))
        return violation
      },
    }
  },
}
