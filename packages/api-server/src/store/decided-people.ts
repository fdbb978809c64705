import type { Person } from 'timesheets-sdk/model'
import type { Reader } from './engine.ts'
import { personFromRow } from './people.ts'

/**
 * People of the roster in the order of `userId`, after one (`''`: from the first on): all, or those whom a manager decides for, which are their own people
 * and those who have no manager.
 */
export async function peopleDecidedFor(
  reader: Reader,
  whose: 'all' | { readonly managerId: string },
  after: string,
  limit: number,
): Promise<Person[]> {
  const select = () =>
    reader.selectFrom('people').selectAll().where('user_id', '>', after).orderBy('user_id').limit(limit)
  if (whose === 'all') return (await select().execute()).map(personFromRow)
  // Each half is a range of the index by manager; together, with "or", they would be neither.
  const own = await select().where('manager_id', '=', whose.managerId).execute()
  const free = await select().where('manager_id', 'is', null).execute()
  return [...own, ...free]
    .sort((a, b) => (comesBefore(a.user_id, b.user_id) ? -1 : 1))
    .slice(0, limit)
    .map(personFromRow)
}

/** Whether one comes before the other where the databases sort by bytes: JavaScript's own order differs beyond U+FFFF. */
function comesBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0
}
