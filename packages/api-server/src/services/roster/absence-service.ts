import {
  type AbsenceFilters,
  type AbsencePage,
  type AbsencePosition,
  absenceCursorOf,
} from 'timesheets-sdk/contract'
import {
  absencesOwner,
  decideAbsence,
  decideAbsenceRemoval,
  noSuchPerson,
  pageOf,
} from 'timesheets-sdk/decide'
import { type Absence, absenceFrom, type ParsedAbsence } from 'timesheets-sdk/model'
import { type Caller, rosterReachOf } from 'timesheets-sdk/rules'
import { appendEvents } from '../../store/events/events.ts'
import {
  absencesAfter,
  absencesOf,
  deleteAbsences,
  putAbsence,
  type WhoseAbsences,
} from '../../store/roster/absences.ts'
import { findPerson } from '../../store/roster/people.ts'
import type { ServiceContext } from '../context.ts'
import { seesInRoster } from '../visibility.ts'
import { changeInTurn } from '../write/once.ts'

/** The absences of people. */
export interface AbsenceService {
  listAbsences(
    caller: Caller,
    filters: AbsenceFilters,
    after: AbsencePosition | undefined,
    limit: number,
  ): Promise<AbsencePage>
  /** Records the absence of a person that begins on `from`, or replaces it. */
  putAbsence(
    caller: Caller,
    userId: string,
    from: string,
    content: ParsedAbsence,
  ): Promise<{ readonly status: 200 | 201; readonly absence: Absence }>
  deleteAbsence(caller: Caller, userId: string, from: string): Promise<void>
}

export function absenceService(context: ServiceContext): AbsenceService {
  const { engine, reader, now, reading } = context

  return {
    listAbsences: (caller, filters, after, limit) =>
      reading(async () => {
        const { userId: _, everyone: __, ...period } = filters
        const whose = await whoseAbsences(caller, filters)
        const found = await absencesAfter(reader, { ...period, whose }, after, limit + 1)
        return pageOf(found, limit, absenceCursorOf)
      }),

    putAbsence: (caller, userId, from, content) =>
      changeInTurn(context, async (transaction) => {
        const person = await findPerson(engine, transaction, userId)
        const recorded = await absencesOf(transaction, userId)
        const absence = absenceFrom(userId, from, content)
        const { status, record, event } = decideAbsence(caller, absence, { person, recorded }, now())
        if (event) {
          await putAbsence(engine, transaction, record, status === 200 ? 'update' : 'insert')
          await appendEvents(engine, transaction, [event])
        }
        return { status, absence: record }
      }),

    deleteAbsence: (caller, userId, from) =>
      changeInTurn(context, async (transaction) => {
        const event = decideAbsenceRemoval(caller, userId, from, await absencesOf(transaction, userId), now())
        await deleteAbsences(transaction, userId, from)
        await appendEvents(engine, transaction, [event])
      }),
  }

  async function whoseAbsences(caller: Caller, filters: AbsenceFilters): Promise<WhoseAbsences> {
    const owner = absencesOwner(caller, filters)
    if (owner === 'everyone') return { seenBy: rosterReachOf(caller) === 'managed' ? caller.userId : null }
    if (!(await seesInRoster(reader, caller, owner.userId))) throw noSuchPerson()
    return owner
  }
}
