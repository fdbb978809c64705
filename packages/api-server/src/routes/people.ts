import {
  absencePositionOf,
  defaultPageSize,
  operations,
  pathOf,
  userPositionOf,
} from 'timesheets-sdk/contract'
import { placeOf } from 'timesheets-sdk/decide'
import { recordEtagOf } from 'timesheets-sdk/rules'
import type { Handlers } from '../http/api-router.ts'
import { sendRevalidated } from '../http/response/entity-tag.ts'
import { sendJson, sendNothing } from '../http/response/send.ts'
import type { AbsenceService } from '../services/roster/absence-service.ts'
import type { NewcomerService } from '../services/roster/newcomer-service.ts'
import type { PeopleService } from '../services/roster/people-service.ts'

type PeopleHandlers = Pick<
  Handlers,
  | 'listPeople'
  | 'getPerson'
  | 'putPerson'
  | 'deletePerson'
  | 'listNewcomers'
  | 'deleteNewcomer'
  | 'listAbsences'
  | 'putAbsence'
  | 'deleteAbsence'
>

/** The roster: people, when they are away, and who signed in without being in it. */
export function peopleHandlers(service: PeopleService & NewcomerService & AbsenceService): PeopleHandlers {
  return {
    async listPeople({ res, caller, query: { limit, cursor, ...filters } }) {
      const after = placeOf(cursor, userPositionOf)
      sendRevalidated(res, await service.listPeople(caller, filters, after, limit ?? defaultPageSize))
    },

    async getPerson({ res, caller, params: { userId } }) {
      const person = await service.getPerson(caller, userId)
      sendRevalidated(res, person, recordEtagOf(person))
    },

    async putPerson({ res, caller, params: { userId }, query: { correct }, body, ifMatch, createOnly }) {
      const conditions = { correct: correct === 'true', ifMatch, createOnly }
      const { status, person } = await service.putPerson(caller, userId, body, conditions)
      res.setHeader('ETag', recordEtagOf(person))
      if (status === 201) res.setHeader('Location', pathOf(operations.getPerson, { userId }))
      sendJson(res, status, person)
    },

    async deletePerson({ res, caller, params: { userId }, ifMatch }) {
      await service.deletePerson(caller, userId, ifMatch)
      sendNothing(res)
    },

    async listNewcomers({ res, query: { limit, cursor } }) {
      const after = placeOf(cursor, userPositionOf)
      sendRevalidated(res, await service.listNewcomers(after, limit ?? defaultPageSize))
    },

    async deleteNewcomer({ res, params: { userId } }) {
      await service.deleteNewcomer(userId)
      sendNothing(res)
    },

    async listAbsences({ res, caller, query: { limit, cursor, ...filters } }) {
      const after = placeOf(cursor, absencePositionOf)
      sendRevalidated(res, await service.listAbsences(caller, filters, after, limit ?? defaultPageSize))
    },

    async putAbsence({ res, caller, params: { userId, from }, query: { correct }, body, createOnly }) {
      const conditions = { correct: correct === 'true', createOnly }
      const { status, absence } = await service.putAbsence(caller, userId, from, body, conditions)
      sendJson(res, status, absence)
    },

    async deleteAbsence({ res, caller, params: { userId, from }, query: { correct } }) {
      await service.deleteAbsence(caller, userId, from, correct === 'true')
      sendNothing(res)
    },
  }
}
