import { type PeopleFilters, type PersonPage, userCursorOf } from 'timesheets-sdk/contract'
import { decidePerson, decidePersonRemoval, managerFilter, notInRoster, pageOf } from 'timesheets-sdk/decide'
import { type ParsedPerson, type Person, personFrom } from 'timesheets-sdk/model'
import { type Caller, rosterReachOf } from 'timesheets-sdk/rules'
import type { Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events/events.ts'
import { absencesOf, deleteAbsences } from '../../store/roster/absences.ts'
import { deleteNewcomer } from '../../store/roster/newcomers.ts'
import {
  deletePerson,
  findManagersFrom,
  findPerson,
  peopleAfter,
  putPerson,
} from '../../store/roster/people.ts'
import type { ServiceContext } from '../context.ts'
import { seesInRoster } from '../visibility.ts'
import { changeInTurn } from '../write/once.ts'
import { ownRecords } from './own-records.ts'

/** The people of the roster. */
export interface PeopleService {
  /** One page after a person. */
  listPeople(
    caller: Caller,
    filters: PeopleFilters,
    after: string | undefined,
    limit: number,
  ): Promise<PersonPage>
  getPerson(caller: Caller, userId: string): Promise<Person>
  putPerson(
    caller: Caller,
    userId: string,
    content: ParsedPerson,
  ): Promise<{ readonly status: 200 | 201; readonly person: Person }>
  deletePerson(caller: Caller, userId: string): Promise<void>
  /**
   * The caller's record in the roster; `null` if there is none, as for a machine client. Not a promise if it
   * was looked up within the last second; changes by this process are visible immediately.
   */
  ownRecord(caller: Caller): Person | null | Promise<Person | null>
}

export function peopleService(context: ServiceContext): PeopleService {
  const { engine, reader, now, reading } = context
  const own = ownRecords((userId) => reading(() => findPerson(engine, reader, userId)))

  return {
    listPeople: (caller, filters, after, limit) =>
      reading(async () => {
        const seenBy = rosterReachOf(caller) === 'managed' ? caller.userId : null
        const managerId = managerFilter(caller, filters)
        const found = await peopleAfter(reader, { ...filters, managerId, seenBy }, after, limit + 1)
        return pageOf(found, limit, ({ userId }) => userCursorOf(userId))
      }),

    getPerson: (caller, userId) =>
      reading(async () => {
        const person = await findPerson(engine, reader, userId)
        if (!person || !(await seesInRoster(reader, caller, userId))) throw notInRoster()
        return person
      }),

    async putPerson(caller, userId, content) {
      const outcome = await changeInTurn(context, (transaction) =>
        put(transaction, caller, personFrom(userId, content, now())),
      )
      own.forget(userId)
      return outcome
    },

    async deletePerson(caller, userId) {
      await changeInTurn(context, (transaction) => remove(transaction, caller, userId))
      own.forget(userId)
    },

    ownRecord: (caller) => (caller.userId === null ? null : own.of(caller.userId)),
  }

  async function put(transaction: Transaction, caller: Caller, person: Person) {
    const { userId, managerId } = person
    const managers = managerId === undefined ? [] : await findManagersFrom(transaction, managerId)
    const before = await findPerson(engine, transaction, userId)
    const { status, record, event } = decidePerson(caller, person, { before, managers }, now())
    if (event) {
      await putPerson(engine, transaction, record, before ? 'update' : 'insert')
      await deleteNewcomer(transaction, userId)
      await appendEvents(engine, transaction, [event])
    }
    return { status, person: record }
  }

  async function remove(transaction: Transaction, caller: Caller, userId: string): Promise<void> {
    const before = await findPerson(engine, transaction, userId)
    const events = decidePersonRemoval(caller, before, await absencesOf(transaction, userId), now())
    await deleteAbsences(transaction, userId)
    await deletePerson(transaction, userId)
    await appendEvents(engine, transaction, events)
  }
}
