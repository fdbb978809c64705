import {
  type PeopleFilters,
  type PersonPage,
  problemOfViolations,
  userCursorOf,
} from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { isSameContent, type ParsedPerson, type Person, personFrom } from 'timesheets-sdk/model'
import { type Caller, eventBy, judgeManager, rosterReachOf } from 'timesheets-sdk/rules'
import { absencesOf, deleteAbsences } from '../../store/absences.ts'
import type { Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events.ts'
import { peopleAfter } from '../../store/listed-people.ts'
import { deleteNewcomer } from '../../store/newcomers.ts'
import { deletePerson, findManagersFrom, findPerson, putPerson } from '../../store/people.ts'
import { changeInTurn } from '../change-in-turn.ts'
import type { ServiceContext } from '../context.ts'
import { pageOf } from '../page.ts'
import { ownRecords } from './own-records.ts'
import { notInRoster, seesInRoster, selfOf } from './roster-visibility.ts'

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
   * What the roster says of the caller; `null`: nothing, as of a machine. At once where it was looked up a second ago at most;
   * a change by this process is seen at once.
   */
  ownRecord(caller: Caller): Person | null | Promise<Person | null>
}

export function peopleService(context: ServiceContext): PeopleService {
  const { engine, reader, now, reading } = context
  const own = ownRecords((userId) => reading(() => findPerson(engine, reader, userId)))

  return {
    listPeople: (caller, { managerId, ...filters }, after, limit) =>
      reading(async () => {
        const seenBy = rosterReachOf(caller) === 'managed' ? caller.userId : null
        const manager = managerId === 'me' ? selfOf(caller) : managerId === 'none' ? null : managerId
        const found = await peopleAfter(reader, { ...filters, managerId: manager, seenBy }, after, limit + 1)
        return pageOf(found, limit, ({ userId }) => userCursorOf(userId))
      }),

    getPerson: (caller, userId) =>
      reading(async () => {
        const person = await findPerson(engine, reader, userId)
        if (!person || !(await seesInRoster(reader, caller, userId))) throw notInRoster()
        return person
      }),

    async putPerson(caller, userId, content) {
      const person = personFrom(userId, content, now())
      const outcome = await changeInTurn(context, (transaction) => put(transaction, caller, person))
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
    if (managerId !== undefined) {
      const error = judgeManager(userId, await findManagersFrom(transaction, managerId))
      if (error) throw new ProblemError(problemOfViolations([error]))
    }
    const before = await findPerson(engine, transaction, userId)
    if (before && isSameContent(before, person)) return { status: 200 as const, person: before }
    await putPerson(engine, transaction, person, before ? 'update' : 'insert')
    await deleteNewcomer(transaction, userId)
    const change = { subject: { type: 'person', userId }, before: before ?? null, after: person } as const
    const action = before ? 'person.updated' : 'person.added'
    await appendEvents(engine, transaction, [eventBy(caller, now(), { action, ...change })])
    return { status: before ? (200 as const) : (201 as const), person }
  }

  async function remove(transaction: Transaction, caller: Caller, userId: string): Promise<void> {
    const before = await findPerson(engine, transaction, userId)
    if (!before) throw notInRoster()
    const absences = await absencesOf(transaction, userId)
    await deleteAbsences(transaction, userId)
    await deletePerson(transaction, userId)
    const subject = { type: 'person', userId } as const
    await appendEvents(engine, transaction, [
      ...absences.map((absence) =>
        eventBy(caller, now(), { action: 'absence.removed', subject, before: absence, after: null }),
      ),
      eventBy(caller, now(), { action: 'person.removed', subject, before, after: null }),
    ])
  }
}
