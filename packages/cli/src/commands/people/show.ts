import { Command } from 'commander'
import type { Person, Terms } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'

export interface ShowPersonOptions {
  readonly userId: string
  readonly json: boolean
}

export function showPersonCommand(run: Run<ShowPersonOptions>): Command {
  return new Command('show')
    .description("show a person's record in the roster")
    .argument('[person]', "the person's userId (default: yours)", 'me')
    .option('--json', 'print JSON')
    .action((userId: string, { json = false }: { json?: boolean }) => run({ userId, json }))
}

/** Prints one person of the roster. */
export async function showPerson(
  { userId, json }: ShowPersonOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const person = await client.people.get(userId, { signal: io.stop })
  await io.stdout.write(json ? `${JSON.stringify(person)}\n` : details(person))
  return exitCodes.done
}

function details(person: Person): string {
  const members = [
    ['person', person.userId],
    ['name', person.name],
    ['e-mail', person.email ?? ''],
    ['kind', person.kind],
    ['manager', person.managerId ?? 'none: every approver decides'],
    ['hours', hoursText(person)],
    ['rates', person.rateGroup === undefined ? '' : `of the group ${person.rateGroup}`],
    ['holidays', person.holidayCalendar ?? ''],
    ['active', `from ${person.activeFrom}${person.activeTo === undefined ? '' : ` to ${person.activeTo}`}`],
    ['time zone', person.timeZone],
    ['updated', person.updatedAt],
    ...history(person),
  ]
  return members
    .filter(([, value]) => value !== '')
    .map(
      ([name = '', value = '']) => `${name.padEnd(13)}${name.length < 13 ? '' : '  '}${plainText(value)}\n`,
    )
    .join('')
}

function rates({ rateGroup }: Pick<Terms, 'rateGroup'>): string[] {
  return rateGroup === undefined ? [] : [`rates of ${rateGroup}`]
}

/** The terms of other days, if there are any. */
function history({ terms = [] }: Person): string[][] {
  if (terms.length < 2) return []
  return terms.map((one) => [
    `from ${one.from}`,
    [one.kind, hoursText(one), `manager ${one.managerId ?? 'none'}`, ...rates(one), one.timeZone].join(', '),
  ])
}

function hoursText({
  expectedHoursPerWeek,
  hoursByWeekday,
}: Pick<Person, 'expectedHoursPerWeek' | 'hoursByWeekday'>): string {
  const days = hoursByWeekday === undefined ? '' : `: ${hoursByWeekday.join(' ')}`
  return `${expectedHoursPerWeek} a week${days}`
}
