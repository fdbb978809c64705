import { people } from 'dev-issuer'
import { addDays } from 'timesheets-sdk/model'

/** A row of the CLI's own CSV. */
export interface Row {
  readonly userId: string
  readonly date: string
  readonly project: string
  readonly hours: number
  readonly note: string
  readonly externalId: string
}

const projects = ['ACME-42', 'GLOBEX-7', 'INTERNAL']

/**
 * `count` rows that the API takes: the people in turn, one day after the other from `from` on, over `days`
 * days. `name` keeps the external ids of different files apart.
 */
export function makeRows(options: {
  readonly name: string
  readonly count: number
  readonly from: string
  readonly days: number
}): Row[] {
  return Array.from({ length: options.count }, (_, index) => {
    const person = people[index % people.length]
    const turn = Math.floor(index / people.length)
    if (!person) throw new RangeError('there are no people')
    return {
      userId: person.userId,
      date: addDays(options.from, turn % options.days),
      project: projects[index % projects.length] ?? '',
      hours: ((index % 8) + 1) / 4,
      note: `${options.name}, "row" ${index}`,
      externalId: `${options.name}-${index}`,
    }
  })
}

export function csvOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ userId, date, project, hours, note, externalId }) =>
      `${userId},${date},${project},${hours},"${note.replaceAll('"', '""')}",${externalId}`,
  )
  return ['userId,date,project,hours,note,externalId', ...lines, ''].join('\n')
}
