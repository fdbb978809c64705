import {
  type AbsenceFilters,
  type AbsencePage,
  type AbsencePosition,
  absenceCursorOf,
  problem,
  problemOfViolations,
} from 'timesheets-sdk/contract'
import { noSuchPerson, ProblemError } from 'timesheets-sdk/decide'
import { type Absence, absenceFrom, isSameContent, type ParsedAbsence } from 'timesheets-sdk/model'
import { type Caller, eventBy, judgeAbsence, rosterReachOf } from 'timesheets-sdk/rules'
import { absencesOf, deleteAbsences, putAbsence } from '../../store/absences.ts'
import type { Transaction } from '../../store/engine.ts'
import { appendEvents } from '../../store/events.ts'
import { absencesAfter, type WhoseAbsences } from '../../store/listed-absences.ts'
import { findPerson } from '../../store/people.ts'
import { changeInTurn } from '../change-in-turn.ts'
import type { ServiceContext } from '../context.ts'
import { pageOf } from '../page.ts'
import { notInRoster, seesInRoster, selfOf } from './roster-visibility.ts'

/** When people are away. */
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
    listAbsences: (caller, { userId, everyone, ...period }, after, limit) =>
      reading(async () => {
        const whose = await whoseAbsences(caller, userId, everyone === 'true')
        const found = await absencesAfter(reader, { ...period, whose }, after, limit + 1)
        return pageOf(found, limit, absenceCursorOf)
      }),

    async putAbsence(caller, userId, from, content) {
      const absence = absenceFrom(userId, from, content)
      return changeInTurn(context, (transaction) => put(transaction, caller, absence))
    },

    deleteAbsence: (caller, userId, from) =>
      changeInTurn(context, async (transaction) => {
        const before = (await absencesOf(transaction, userId)).find((absence) => absence.from === from)
        if (!before) throw noSuchAbsence()
        await deleteAbsences(transaction, userId, from)
        const change = { subject: { type: 'person', userId }, before, after: null } as const
        const event = eventBy(caller, now(), { action: 'absence.removed', ...change })
        await appendEvents(engine, transaction, [event])
      }),
  }

  async function whoseAbsences(
    caller: Caller,
    userId: string | undefined,
    everyone: boolean,
  ): Promise<WhoseAbsences> {
    const reach = rosterReachOf(caller)
    if (userId === undefined && everyone && reach !== 'own') {
      return { seenBy: reach === 'managed' ? caller.userId : null }
    }
    const owner = userId === undefined || userId === 'me' ? selfOf(caller) : userId
    if (!(await seesInRoster(reader, caller, owner))) throw noSuchPerson()
    return { userId: owner }
  }

  async function put(transaction: Transaction, caller: Caller, absence: Absence) {
    const { userId, from } = absence
    if (!(await findPerson(engine, transaction, userId))) throw notInRoster()
    const recorded = await absencesOf(transaction, userId)
    const error = judgeAbsence(absence, recorded)
    if (error) throw new ProblemError(problemOfViolations([error]))
    const before = recorded.find((one) => one.from === from)
    if (before && isSameContent(before, absence)) return { status: 200 as const, absence: before }
    await putAbsence(engine, transaction, absence, before ? 'update' : 'insert')
    const change = { subject: { type: 'person', userId }, before: before ?? null, after: absence } as const
    const event = eventBy(caller, now(), { action: 'absence.recorded', ...change })
    await appendEvents(engine, transaction, [event])
    return { status: before ? (200 as const) : (201 as const), absence }
  }
}

function noSuchAbsence(): ProblemError {
  return new ProblemError(problem('not_found', 'no absence of this person begins on that day'))
}
