import { HttpResponse } from 'msw/http'
import { absenceCursorOf, absencePositionOf, listAbsencesQuerySchema } from '../../contract/absences.ts'
import {
  listNewcomersQuerySchema,
  listPeopleQuerySchema,
  userCursorOf,
  userPositionOf,
} from '../../contract/people.ts'
import type { OperationName } from '../../contract/routes.ts'
import { absenceFrom, newAbsenceSchema } from '../../model/absence.ts'
import type { EventAction } from '../../model/event.ts'
import { newPersonSchema, personFrom } from '../../model/person.ts'
import { isSameContent } from '../../model/same-content.ts'
import { ownerForReading } from '../../rules/access.ts'
import type { Caller } from '../../rules/caller.ts'
import { eventBy } from '../../rules/event-of-change.ts'
import { judgeAbsence, judgeManager } from '../../rules/judge-roster.ts'
import { maySeeInRoster, rosterReachOf } from '../../rules/roster-access.ts'
import { jsonAnswer } from '../answers.ts'
import type { OperationHandlers } from '../backend.ts'
import { absenceKey } from '../memory-roster.ts'
import type { MemoryStore } from '../memory-store.ts'
import { pageAnswer } from '../page.ts'
import { readJson, readQuery } from '../read-request.ts'
import { refuse, refuseForViolations } from '../refusal.ts'
import { noSuchPerson } from '../writes.ts'

type PeopleOperation = Extract<
  OperationName,
  | 'listPeople'
  | `${string}Person`
  | `${string}Newcomer`
  | 'listNewcomers'
  | 'listAbsences'
  | `${string}Absence`
>

const byUserId = {
  read: userPositionOf,
  write: ({ userId }: { readonly userId: string }) => userCursorOf(userId),
  isAfter: ({ userId }: { readonly userId: string }, place: string) => userId > place,
}

export const peopleHandlers: OperationHandlers<PeopleOperation> = {
  listPeople({ request, caller }, { store }) {
    const { limit, cursor, managerId, ...filters } = readQuery(request, listPeopleQuerySchema)
    const manager = managerId === 'me' ? self(caller) : managerId
    const people = store.roster.people({ ...filters, managerId: manager })
    return pageAnswer(
      people.filter(({ userId }) => sees(store, caller, userId)),
      { limit, cursor },
      byUserId,
    )
  },

  getPerson({ caller, param }, { store }) {
    const person = sees(store, caller, param('userId')) && store.roster.person(param('userId'))
    if (!person) throw notInRoster()
    return jsonAnswer(200, person)
  },

  putPerson({ caller, param, content }, { store, now }) {
    const person = personFrom(param('userId'), readJson(content.text, newPersonSchema), now())
    const { userId, managerId } = person
    const error =
      managerId === undefined ? undefined : judgeManager(userId, store.roster.managersFrom(managerId))
    if (error) throw refuseForViolations([error])
    const before = store.roster.person(userId)
    if (before && isSameContent(before, person)) return jsonAnswer(200, before)
    store.roster.putPerson(person)
    const action = before ? 'person.updated' : 'person.added'
    const change = { subject: { type: 'person', userId }, before: before ?? null, after: person } as const
    store.events.append(eventBy(caller, now(), { action, ...change }))
    return jsonAnswer(before ? 200 : 201, person)
  },

  deletePerson({ caller, param }, { store, now }) {
    const userId = param('userId')
    const before = store.roster.person(userId)
    if (!before) throw notInRoster()
    const subject = { type: 'person', userId } as const
    const removed = (action: EventAction, before: unknown) =>
      eventBy(caller, now(), { action, subject, before, after: null })
    const absences = store.roster.absences({ userId })
    store.roster.removePerson(userId)
    store.events.append(
      ...absences.map((absence) => removed('absence.removed', absence)),
      removed('person.removed', before),
    )
    return done()
  },

  listNewcomers: ({ request }, { store }) =>
    pageAnswer(store.roster.newcomers(), readQuery(request, listNewcomersQuerySchema), byUserId),

  deleteNewcomer({ param }, { store }) {
    if (!store.roster.removeNewcomer(param('userId'))) {
      throw refuse('not_found', 'there is no such newcomer: see who there are with GET /newcomers')
    }
    return done()
  },

  listAbsences({ request, caller }, { store }) {
    const { limit, cursor, everyone, userId, ...period } = readQuery(request, listAbsencesQuerySchema)
    const named = userId === 'me' ? self(caller) : userId
    const isAcross = userId === undefined && everyone === 'true' && rosterReachOf(caller) !== 'own'
    const owner = isAcross ? undefined : (named ?? self(caller))
    if (owner !== undefined && !sees(store, caller, owner)) throw noSuchPerson()
    const absences = store.roster
      .absences({ ...period, userId: owner })
      .filter((absence) => sees(store, caller, absence.userId))
    return pageAnswer(
      absences,
      { limit, cursor },
      {
        read: absencePositionOf,
        write: absenceCursorOf,
        isAfter: (absence, place) => absenceKey(absence) > absenceKey(place),
      },
    )
  },

  putAbsence({ caller, param, content }, { store, now }) {
    const [userId, from] = [param('userId'), param('from')]
    const absence = absenceFrom(userId, from, readJson(content.text, newAbsenceSchema))
    if (!store.roster.person(userId)) throw notInRoster()
    const recorded = store.roster.absences({ userId })
    const error = judgeAbsence(absence, recorded)
    if (error) throw refuseForViolations([error])
    const before = recorded.find((one) => one.from === from) ?? null
    if (before && isSameContent(before, absence)) return jsonAnswer(200, before)
    store.roster.putAbsence(absence)
    const change = { subject: { type: 'person', userId }, before, after: absence } as const
    store.events.append(eventBy(caller, now(), { action: 'absence.recorded', ...change }))
    return jsonAnswer(before ? 200 : 201, absence)
  },

  deleteAbsence({ caller, param }, { store, now }) {
    const [userId, from] = [param('userId'), param('from')]
    const before = store.roster.absences({ userId }).find((one) => one.from === from)
    if (!before) throw refuse('not_found', 'no absence of this person begins on that day')
    store.roster.removeAbsence(userId, from)
    const change = { subject: { type: 'person', userId }, before, after: null } as const
    store.events.append(eventBy(caller, now(), { action: 'absence.removed', ...change }))
    return done()
  },
}

function sees(store: MemoryStore, caller: Caller, userId: string): boolean {
  return maySeeInRoster(caller, userId, store.managerOf(userId))
}

function self(caller: Caller): string {
  const owner = ownerForReading(caller, undefined, null)
  if (typeof owner === 'string') return owner
  throw refuseForViolations(owner ? [owner] : [])
}

function notInRoster() {
  return refuse('not_found', 'there is no such person in the roster, or not for you to see')
}

function done(): Response {
  return new HttpResponse(null, { status: 204 })
}
