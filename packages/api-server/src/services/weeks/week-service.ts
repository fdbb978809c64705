import type {
  WeekDecisionRequest,
  WeekDecisionsResult,
  WeekFilters,
  WeekPage,
  WeekPosition,
} from 'timesheets-sdk/contract'
import { HttpProblem, type IdempotencyKey, noSuchPerson, weekDecisionsResultOf } from 'timesheets-sdk/decide'
import { emptyWeek, type Week, type WeekAction } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { findWeek } from '../../store/listed-weeks.ts'
import type { ServiceContext } from '../context.ts'
import { sees } from '../visibility.ts'
import { describeWeeks } from './describe-weeks.ts'
import { listWeeks } from './list-weeks.ts'

/** An action on a week. `ifMatch`: the header as it was sent. */
export interface WeekActionRequested {
  readonly userId: string
  readonly week: string
  readonly action: WeekAction
  readonly reason?: string | undefined
  readonly ifMatch?: string | undefined
}

/** Weeks: read, submitted, decided on. */
export interface WeekService {
  listWeeks(
    caller: Caller,
    filters: WeekFilters,
    after: WeekPosition | undefined,
    limit: number,
  ): Promise<WeekPage>
  /** The week; one in which nothing was logged is open and empty. */
  getWeek(caller: Caller, userId: string, week: string): Promise<Week>
  actOnWeek(caller: Caller, requested: WeekActionRequested, idempotency?: IdempotencyKey): Promise<Week>
  /** Each is decided on by itself; what is wrong with one is its own result. */
  decideWeeks(
    caller: Caller,
    decisions: readonly WeekDecisionRequest[],
    idempotency?: IdempotencyKey,
  ): Promise<WeekDecisionsResult>
}

export function weekService(context: ServiceContext): WeekService {
  const { reader, writer, reading } = context

  async function described(
    caller: Caller,
    record: Parameters<typeof describeWeeks>[2][number],
  ): Promise<Week> {
    const [week] = await describeWeeks(context, caller, [record])
    if (!week) throw new RangeError('every week is described')
    return week
  }

  async function actOnWeek(
    caller: Caller,
    requested: WeekActionRequested,
    idempotency?: IdempotencyKey,
  ): Promise<Week> {
    const { userId, week, action, reason, ifMatch } = requested
    const act = { kind: 'act' as const, caller, userId, week, action, reason, ifMatch, idempotency }
    const record = await writer.write(act)
    return reading(() => described(caller, record))
  }

  return {
    listWeeks: (caller, filters, after, limit) =>
      reading(() => listWeeks(context, caller, filters, after, limit)),

    getWeek: (caller, userId, week) =>
      reading(async () => {
        if (!(await sees(reader, caller, userId))) throw noSuchPerson()
        const record = await findWeek(reader, userId, week)
        return described(caller, record ?? emptyWeek(userId, week))
      }),

    actOnWeek,

    async decideWeeks(caller, decisions, idempotency) {
      const outcomes = await Promise.allSettled(
        decisions.map((decision, index) =>
          // Each has its own transaction, perhaps: a key that comes again finds those that were done.
          actOnWeek(
            caller,
            decision,
            idempotency && { ...idempotency, operation: `${idempotency.operation} ${index}` },
          ),
        ),
      )
      const result = weekDecisionsResultOf(outcomes)
      if (result.results.every(({ problem }) => problem?.code === 'database_unavailable')) {
        throw new HttpProblem('database_unavailable', 'the database does not answer: try again')
      }
      return result
    },
  }
}
