import { type PeopleFilters, type PersonPage, userCursorOf } from 'timesheets-sdk/contract'
import {
  alteredSince,
  type ChangeConditions,
  decidePerson,
  decidePersonRemoval,
  managerFilter,
  notInRoster,
  pageOf,
} from 'timesheets-sdk/decide'
import type { ParsedPerson, Person } from 'timesheets-sdk/model'
import { type Caller, rosterReachOf, type TermsRequest } from 'timesheets-sdk/rules'
import type { Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events/events.ts'
import { deleteAbsences } from '../../store/roster/absences.ts'
import { deleteNewcomer } from '../../store/roster/newcomers.ts'
import {
  deletePerson,
  findManagersFrom,
  findPerson,
  peopleAfter,
  putPerson,
} from '../../store/roster/people.ts'
import { putWeeks } from '../../store/timesheets/weeks.ts'
import type { ServiceContext } from '../context.ts'
import { dayAt } from '../day.ts'
import { seesInRoster } from '../visibility.ts'
import { changeInTurn } from '../write/once.ts'
import { ownRecords } from './own-records.ts'
import { rosterFacts } from './roster-facts.ts'

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
    conditions?: ChangeConditions,
  ): Promise<{ readonly status: 200 | 201; readonly person: Person }>
  /** `ifMatch` is the header field. */
  deletePerson(caller: Caller, userId: string, ifMatch?: string): Promise<void>
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

    async putPerson(caller, userId, content, conditions = { correct: false }) {
      const outcome = await changeInTurn(context, (transaction) =>
        put(transaction, caller, { userId, content, today: dayAt(now()), nowMs: now() }, conditions),
      )
      own.forget(userId)
      return outcome
    },

    async deletePerson(caller, userId, ifMatch) {
      await changeInTurn(context, (transaction) => remove(transaction, caller, userId, ifMatch))
      own.forget(userId)
    },

    ownRecord: (caller) => (caller.userId === null ? null : own.of(caller.userId)),
  }

  async function put(
    transaction: Transaction,
    caller: Caller,
    request: TermsRequest,
    conditions: ChangeConditions,
  ) {
    const { userId, today } = request
    const { managerId } = request.content
    const managers = managerId === undefined ? [] : await findManagersFrom(transaction, managerId)
    const before = await findPerson(engine, transaction, userId)
    const facts = await rosterFacts(transaction, userId, alteredSince(before, request))
    const decision = decidePerson(caller, request, { ...facts, before, managers }, conditions)
    const { status, record, event } = decision
    if (event) {
      await putPerson(engine, transaction, record, before ? 'update' : 'insert', today)
      await deleteNewcomer(transaction, userId)
      await putWeeks(engine, transaction, decision.weeks)
      await appendEvents(engine, transaction, [event])
    }
    return { status, person: record }
  }

  async function remove(
    transaction: Transaction,
    caller: Caller,
    userId: string,
    ifMatch: string | undefined,
  ): Promise<void> {
    const before = await findPerson(engine, transaction, userId)
    const facts = await rosterFacts(transaction, userId)
    const events = decidePersonRemoval(caller, before, facts, now(), ifMatch)
    await deleteAbsences(transaction, userId)
    await deletePerson(transaction, userId)
    await appendEvents(engine, transaction, events)
  }
}
