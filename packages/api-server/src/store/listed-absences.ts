import type { Absence } from 'timesheets-sdk/model'
import { absenceFromRow } from './absences.ts'
import type { Reader } from './engine.ts'

/** Whose absences: one person's, everybody's, or of those whom an approver sees, themselves among them. */
export type WhoseAbsences = { readonly userId: string } | { readonly seenBy: string | null }

export interface AbsenceQuery {
  readonly whose: WhoseAbsences
  /** Absences that lie in this period in part at least; both days are inclusive. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Absences in the order of first day, then person, after a place. */
export async function absencesAfter(
  reader: Reader,
  { whose, from, to }: AbsenceQuery,
  after: { readonly from: string; readonly userId: string } | undefined,
  limit: number,
): Promise<Absence[]> {
  let select = reader.selectFrom('absences').selectAll('absences')
  if ('userId' in whose) select = select.where('absences.user_id', '=', whose.userId)
  else if (whose.seenBy !== null) {
    const { seenBy } = whose
    select = select
      .leftJoin('people', 'people.user_id', 'absences.user_id')
      .where((is) =>
        is.or([
          is('people.manager_id', 'is', null),
          is('people.manager_id', '=', seenBy),
          is('absences.user_id', '=', seenBy),
        ]),
      )
  }
  if (from !== undefined) select = select.where('absences.to_date', '>=', from)
  if (to !== undefined) select = select.where('absences.from_date', '<=', to)
  if (after) {
    const { from: day, userId } = after
    select = select.where((is) =>
      is.or([
        is('absences.from_date', '>', day),
        is.and([is('absences.from_date', '=', day), is('absences.user_id', '>', userId)]),
      ]),
    )
  }
  const rows = await select.orderBy('absences.from_date').orderBy('absences.user_id').limit(limit).execute()
  return rows.map(absenceFromRow)
}
