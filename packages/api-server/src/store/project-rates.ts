import { sql } from 'kysely'
import { type DatedRates, minorUnitsOf } from 'timesheets-sdk/model'
import type { Reader } from './engine.ts'
import { endOfTerms } from './migrations/0009-terms.ts'
import type { ProjectRateRow } from './schema.ts'

/** The rows by which reports find the rates of a project. */
export function projectRateRows(project: string, history: readonly DatedRates[] = []): ProjectRateRow[] {
  return history.flatMap(({ from, currency, employee, contractor, groups = {} }, index) => {
    const ofGroups = Object.entries(groups).map(([name, rate]) => [`group:${name}`, rate] as const)
    const all = [['employee', employee] as const, ['contractor', contractor] as const, ...ofGroups]
    return all.flatMap(([people, rate]) =>
      rate === undefined
        ? []
        : [
            {
              project,
              people,
              from_date: from,
              until_date: history[index + 1]?.from ?? endOfTerms,
              currency,
              minor_units: minorUnitsOf(rate, currency),
            },
          ],
    )
  })
}

/** The approved and closed weeks with entries on a project in a period, and their first such day. */
export async function settledWeeksOf(
  reader: Reader,
  project: string,
  { from, to }: { readonly from: string; readonly to: string },
  lockedThrough: string | null,
) {
  const rows = await reader
    .selectFrom('entries')
    .innerJoin('weeks', (join) =>
      join.onRef('weeks.user_id', '=', 'entries.user_id').onRef('weeks.week', '=', 'entries.week'),
    )
    .select(['entries.week', 'weeks.status', sql<string>`min(entries.date)`.as('first')])
    .where('entries.project', '=', project)
    .where('entries.date', '>=', from)
    .where('entries.date', '<=', to)
    .where((is) =>
      lockedThrough === null
        ? is('weeks.status', '=', 'approved')
        : is.or([is('weeks.status', '=', 'approved'), is('entries.date', '<=', lockedThrough)]),
    )
    .groupBy(['entries.week', 'weeks.status'])
    .orderBy('entries.week')
    .execute()
  return rows.map(({ week, status, first }) => ({ record: { week, status }, dates: [first] }))
}
