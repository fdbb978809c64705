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
  type PutConditions,
  pageOf,
} from 'timesheets-sdk/decide'
import { type Absence, absenceFrom, type ParsedAbsence, weekOf } from 'timesheets-sdk/model'
import { type Caller, rosterReachOf } from 'timesheets-sdk/rules'
import type { Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events/events.ts'
import { absencesAfter, deleteAbsences, putAbsence, type WhoseAbsences } from '../../store/roster/absences.ts'
import { findPerson } from '../../store/roster/people.ts'
import { putWeeks } from '../../store/timesheets/weeks.ts'
import type { ServiceContext } from '../context.ts'
import { seesInRoster } from '../visibility.ts'
import { changeInTurn } from '../write/once.ts'
import { rosterFacts } from './roster-facts.ts'

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
    conditions?: PutConditions,
  ): Promise<{ readonly status: 200 | 201; readonly absence: Absence }>
  deleteAbsence(caller: Caller, userId: string, from: string, correct?: boolean): Promise<void>
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

    putAbsence: (caller, userId, from, content, conditions = { correct: false }) =>
      changeInTurn(context, async (transaction) => {
        const absence = absenceFrom(userId, from, content)
        const facts = await factsFor(transaction, absence)
        const decision = decideAbsence(caller, absence, facts, conditions, now())
        const { status, record, event } = decision
        if (event) {
          await putAbsence(engine, transaction, record, status === 200 ? 'update' : 'insert')
          await putWeeks(engine, transaction, decision.weeks)
          await appendEvents(engine, transaction, [event])
        }
        return { status, absence: record }
      }),

    deleteAbsence: (caller, userId, from, correct = false) =>
      changeInTurn(context, async (transaction) => {
        const facts = await factsFor(transaction, { userId, from })
        const { event, weeks } = decideAbsenceRemoval(caller, { userId, from }, facts, correct, now())
        await deleteAbsences(transaction, userId, from)
        await putWeeks(engine, transaction, weeks)
        await appendEvents(engine, transaction, [event])
      }),
  }

  async function factsFor(transaction: Transaction, { userId, from }: Pick<Absence, 'userId' | 'from'>) {
    const person = await findPerson(engine, transaction, userId)
    return { ...(await rosterFacts(transaction, userId, weekOf(from))), person }
  }

  async function whoseAbsences(caller: Caller, filters: AbsenceFilters): Promise<WhoseAbsences> {
    const owner = absencesOwner(caller, filters)
    if (owner === 'everyone') return { seenBy: rosterReachOf(caller) === 'managed' ? caller.userId : null }
    if (!(await seesInRoster(reader, caller, owner.userId))) throw noSuchPerson()
    return owner
  }
}
