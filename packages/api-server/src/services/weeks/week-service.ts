import type {
  WeekDecisionRequest,
  WeekDecisionsResult,
  WeekFilters,
  WeekPage,
  WeekPosition,
} from 'timesheets-sdk/contract'
import { HttpProblem, type IdempotencyKey, noSuchPerson, weekDecisionsResultOf } from 'timesheets-sdk/decide'
import type { Week, WeekAction, WeekRecord } from 'timesheets-sdk/model'
import { type Caller, maySeeWeek } from 'timesheets-sdk/rules'
import type { ServiceContext } from '../context.ts'
import { describeWeeks } from './describe-weeks.ts'
import type { KnownWeeks } from './known-weeks.ts'
import { listWeeks } from './list-weeks.ts'

/** An action on a week. `ifMatch` is the header field. */
export interface WeekActionRequested {
  readonly userId: string
  readonly week: string
  readonly action: WeekAction
  readonly reason?: string | undefined
  readonly ifMatch?: string | undefined
}

/** Reading, submitting and deciding on weeks. */
export interface WeekService {
  listWeeks(
    caller: Caller,
    filters: WeekFilters,
    after: WeekPosition | undefined,
    limit: number,
  ): Promise<WeekPage>
  /** The week. A week without entries is open and empty. */
  getWeek(caller: Caller, userId: string, week: string): Promise<Week>
  actOnWeek(caller: Caller, requested: WeekActionRequested, idempotency?: IdempotencyKey): Promise<Week>
  /** Each decision has its own result. */
  decideWeeks(
    caller: Caller,
    decisions: readonly WeekDecisionRequest[],
    idempotency?: IdempotencyKey,
  ): Promise<WeekDecisionsResult>
}

export function weekService(context: ServiceContext, weeks: KnownWeeks): WeekService {
  const { writer, reading } = context

  async function described(caller: Caller, record: WeekRecord): Promise<Week> {
    const [week] = await describeWeeks(context, caller, [record], { withDays: true })
    if (!week) throw new RangeError('every week is described')
    return week
  }

  function act(
    caller: Caller,
    { userId, week, action, reason, ifMatch }: WeekActionRequested,
    idempotency: IdempotencyKey | undefined,
  ): Promise<WeekRecord> {
    return writer.write({ kind: 'act', caller, userId, week, action, reason, ifMatch, idempotency })
  }

  return {
    listWeeks: (caller, filters, after, limit) =>
      reading(() => listWeeks(context, caller, filters, after, limit)),

    getWeek: (caller, userId, week) =>
      reading(async () => {
        const { record, managerId, describe } = await weeks.of(userId, week)
        if (!maySeeWeek(caller, record, managerId)) throw noSuchPerson()
        return describe(caller, record)
      }),

    async actOnWeek(caller, requested, idempotency) {
      const record = await act(caller, requested, idempotency)
      return reading(() => described(caller, record))
    },

    async decideWeeks(caller, decisions, idempotency) {
      const decided = await Promise.allSettled(
        decisions.map((decision, index) =>
          // Each may have its own transaction: a repeated key finds those that were done.
          act(
            caller,
            decision,
            idempotency && { ...idempotency, operation: `${idempotency.operation} ${index}` },
          ),
        ),
      )
      const records = decided.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
      // All together: each week alone would take four queries.
      const weeks = (await reading(() => describeWeeks(context, caller, records))).values()
      const outcomes = decided.map(
        (outcome): PromiseSettledResult<Week> =>
          outcome.status === 'rejected' ? outcome : { ...outcome, value: weeks.next().value as Week },
      )
      const result = weekDecisionsResultOf(outcomes)
      if (result.results.every(({ problem }) => problem?.code === 'database_unavailable')) {
        throw new HttpProblem('database_unavailable', 'the database is unavailable: try again')
      }
      return result
    },
  }
}
