import { absenceCursorOf, absencePositionOf } from '../../contract/absences.ts'
import { userCursorOf, userPositionOf } from '../../contract/people.ts'
import { type OperationName, pathOf, routes } from '../../contract/routes.ts'
import { noSuchNewcomer, noSuchPerson, notInRoster } from '../../decide/not-found.ts'
import {
  absencesOwner,
  decideAbsence,
  decideAbsenceRemoval,
  decidePerson,
  decidePersonRemoval,
  managerFilter,
  type RosterFacts,
} from '../../decide/roster.ts'
import { absenceFrom } from '../../model/absence.ts'
import type { Caller } from '../../rules/access.ts'
import { recordEtagOf } from '../../rules/record-etag.ts'
import { maySeeInRoster } from '../../rules/roster-access.ts'
import type { OperationHandlers } from '../backend.ts'
import { absenceKey } from '../memory-roster.ts'
import type { MemoryStore } from '../memory-store.ts'
import { json, noContent, page, revalidated } from '../responses.ts'

type PeopleOperation = Extract<
  OperationName,
  'listPeople' | `${string}Person` | `${string}Newcomer${'s' | ''}` | `${string}Absence${'s' | ''}`
>

const byUserId = {
  read: userPositionOf,
  write: ({ userId }: { readonly userId: string }) => userCursorOf(userId),
  isAfter: ({ userId }: { readonly userId: string }, place: string) => userId > place,
}
const byFirstDay = {
  read: absencePositionOf,
  write: absenceCursorOf,
  isAfter: (absence: Parameters<typeof absenceKey>[0], place: Parameters<typeof absenceKey>[0]) =>
    absenceKey(absence) > absenceKey(place),
}

export const peopleHandlers: OperationHandlers<PeopleOperation> = {
  listPeople({ request, caller, query: { limit, cursor, ...filters } }, { store }) {
    const people = () =>
      store.roster
        .people({ ...filters, managerId: managerFilter(caller, filters) })
        .filter(({ userId }) => sees(store, caller, userId))
    return revalidated(request, page(people, { limit, cursor }, byUserId))
  },

  getPerson({ request, caller, params: { userId } }, { store }) {
    const person = sees(store, caller, userId) && store.roster.person(userId)
    if (!person) throw notInRoster()
    return revalidated(request, person, recordEtagOf(person))
  },

  putPerson({ caller, params: { userId }, query: { correct }, body, ifMatch, createOnly }, { store, now }) {
    const request = { userId, content: body, today: todayAt(now()), nowMs: now() }
    const before = store.roster.person(userId)
    const managers = body.managerId === undefined ? [] : store.roster.managersFrom(body.managerId)
    const facts = { ...factsOf(store, userId), before, managers }
    const { status, record, event, weeks } = decidePerson(caller, request, facts, {
      correct: correct === 'true',
      ifMatch,
      createOnly,
    })
    if (event) {
      store.roster.putPerson(record)
      store.putWeeks(weeks)
      store.events.append(event)
    }
    return json(status, record, {
      ETag: recordEtagOf(record),
      ...(status === 201 && { Location: pathOf(routes.getPerson, { userId }) }),
    })
  },

  deletePerson({ caller, params: { userId }, ifMatch }, { store, now }) {
    const { roster, events } = store
    const facts = factsOf(store, userId)
    events.append(...decidePersonRemoval(caller, roster.person(userId), facts, now(), ifMatch))
    roster.removePerson(userId)
    return noContent()
  },

  listNewcomers: ({ request, query }, { store }) =>
    revalidated(
      request,
      page(() => store.roster.newcomers(), query, byUserId),
    ),

  deleteNewcomer({ params: { userId } }, { store }) {
    if (!store.roster.removeNewcomer(userId)) throw noSuchNewcomer()
    return noContent()
  },

  listAbsences({ request, caller, query: { limit, cursor, ...filters } }, { store }) {
    const absences = () => {
      const owner = absencesOwner(caller, filters)
      const userId = owner === 'everyone' ? undefined : owner.userId
      if (userId !== undefined && !sees(store, caller, userId)) throw noSuchPerson()
      return store.roster
        .absences({ ...filters, userId })
        .filter((absence) => sees(store, caller, absence.userId))
    }
    return revalidated(request, page(absences, { limit, cursor }, byFirstDay))
  },

  putAbsence({ caller, params: { userId, from }, query: { correct }, body, createOnly }, { store, now }) {
    const facts = { ...factsOf(store, userId), person: store.roster.person(userId) }
    const absence = absenceFrom(userId, from, body)
    const conditions = { correct: correct === 'true', createOnly }
    const decision = decideAbsence(caller, absence, facts, conditions, now())
    if (decision.event) {
      store.roster.putAbsence(decision.record)
      store.putWeeks(decision.weeks)
      store.events.append(decision.event)
    }
    return json(decision.status, decision.record)
  },

  deleteAbsence({ caller, params, query: { correct } }, { store, now }) {
    const { userId, from } = params
    const facts = { ...factsOf(store, userId), person: store.roster.person(userId) }
    const { event, weeks } = decideAbsenceRemoval(caller, params, facts, correct === 'true', now())
    store.roster.removeAbsence(userId, from)
    store.putWeeks(weeks)
    store.events.append(event)
    return noContent()
  },
}

function factsOf(store: MemoryStore, userId: string): RosterFacts {
  const weeks = store.weeks().filter((week) => week.userId === userId)
  return { policy: store.policy, weeks, recorded: store.roster.absences({ userId }) }
}

function todayAt(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}

function sees(store: MemoryStore, caller: Caller, userId: string): boolean {
  return maySeeInRoster(caller, userId, store.managerOf(userId))
}
