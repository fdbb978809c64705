import type { Absence } from 'timesheets-sdk/model'
import type { Reader } from './engine.ts'
import type { AbsenceRow } from './schema.ts'

/** The absences of people that lie in a period in part at least; `from` and `to` are inclusive. */
export async function absencesWithin(
  reader: Reader,
  userIds: readonly string[],
  from: string,
  to: string,
): Promise<Absence[]> {
  if (userIds.length === 0) return []
  const rows = await reader
    .selectFrom('absences')
    .selectAll()
    .where('user_id', 'in', userIds)
    .where('from_date', '<=', to)
    .where('to_date', '>=', from)
    .execute()
  return rows.map(absenceFromRow)
}

export function absenceFromRow(row: AbsenceRow): Absence {
  return {
    userId: row.user_id,
    from: row.from_date,
    to: row.to_date,
    kind: row.kind,
    ...(row.note === null ? {} : { note: row.note }),
  }
}
