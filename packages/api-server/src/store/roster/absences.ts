import type { Absence } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { AbsenceRow } from '../schema.ts'

/** The absences of people that overlap a period; `from` and `to` are inclusive. */
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

/** All absences of a person, by first day. */
export async function absencesOf(reader: Reader, userId: string): Promise<Absence[]> {
  const rows = await reader
    .selectFrom('absences')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('from_date')
    .execute()
  return rows.map(absenceFromRow)
}

/** `update` if the person has an absence with the same first day, otherwise `insert`. */
export async function putAbsence(
  engine: Engine,
  transaction: Transaction,
  { userId, from, to, kind, note }: Absence,
  mode: 'insert' | 'update',
): Promise<void> {
  const row = { user_id: userId, from_date: from, to_date: to, kind, note: note ?? null }
  await engine.putRows(transaction, 'absences', [row], mode)
}

/** Deletes the absence of a person that begins on `from`, or all absences of the person. */
export async function deleteAbsences(transaction: Transaction, userId: string, from?: string): Promise<void> {
  let deletion = transaction.deleteFrom('absences').where('user_id', '=', userId)
  if (from !== undefined) deletion = deletion.where('from_date', '=', from)
  await deletion.execute()
}

function absenceFromRow(row: AbsenceRow): Absence {
  return {
    userId: row.user_id,
    from: row.from_date,
    to: row.to_date,
    kind: row.kind,
    ...(row.note === null ? {} : { note: row.note }),
  }
}

/** The owners: one person, everybody, or the people whom an approver sees, including the approver. */
export type WhoseAbsences = { readonly userId: string } | { readonly seenBy: string | null }

export interface AbsenceQuery {
  readonly whose: WhoseAbsences
  /** Absences that overlap this period; both days are inclusive. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Absences by first day, then person, after a position. */
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
