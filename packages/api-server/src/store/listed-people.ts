import type { Person, PersonKind } from 'timesheets-sdk/model'
import type { Reader } from './engine.ts'
import { personFromRow } from './people.ts'

/** Which people of the roster. */
export interface PeopleQuery {
  readonly kind?: PersonKind | undefined
  /** Of this manager; `null`: those who have none. */
  readonly managerId?: string | null | undefined
  readonly activeOn?: string | undefined
  /** Those alone whom this approver sees: themselves, their people, and those who have no manager. `null`: all. */
  readonly seenBy: string | null
}

/** People in the order of their `userId`, after one of them. */
export async function peopleAfter(
  reader: Reader,
  { kind, managerId, activeOn, seenBy }: PeopleQuery,
  after: string | undefined,
  limit: number,
): Promise<Person[]> {
  let select = reader.selectFrom('people').selectAll()
  if (kind !== undefined) select = select.where('kind', '=', kind)
  if (managerId === null) select = select.where('manager_id', 'is', null)
  else if (managerId !== undefined) select = select.where('manager_id', '=', managerId)
  if (activeOn !== undefined) {
    select = select
      .where('active_from', '<=', activeOn)
      .where((is) => is.or([is('active_to', 'is', null), is('active_to', '>=', activeOn)]))
  }
  if (seenBy !== null) {
    select = select.where((is) =>
      is.or([is('manager_id', 'is', null), is('manager_id', '=', seenBy), is('user_id', '=', seenBy)]),
    )
  }
  if (after !== undefined) select = select.where('user_id', '>', after)
  const rows = await select.orderBy('user_id').limit(limit).execute()
  return rows.map(personFromRow)
}
