import { etagOf } from '../../contract/etag.ts'
import type { OperationName } from '../../contract/routes.ts'
import { type WeekFilters, weekCursorOf, weekPositionOf } from '../../contract/weeks.ts'
import { weekDecisionsResultOf } from '../../decide/decide-write.ts'
import type { IdempotencyKey } from '../../decide/idempotency.ts'
import { noSuchPerson } from '../../decide/not-found.ts'
import type { WeekAction } from '../../model/week.ts'
import type { WeekRecord } from '../../model/week-record.ts'
import type { Week } from '../../model/week-schema.ts'
import type { Caller } from '../../rules/access.ts'
import { maySeeWeek, weeksAcross } from '../../rules/access.ts'
import { describeWeek } from '../../rules/describe-week.ts'
import { isSubmitter } from '../../rules/week-action.ts'
import { type Backend, type Call, type OperationHandlers, ownerIn } from '../backend.ts'
import type { MemoryStore } from '../memory-store.ts'
import { json, page, revalidated } from '../responses.ts'

type ActionName = 'submitWeek' | 'recallWeek' | 'approveWeek' | 'rejectWeek' | 'reopenWeek'

export const weekHandlers: OperationHandlers<Extract<OperationName, `${string}Week${'s' | ''}`>> = {
  listWeeks({ request, caller, query: { limit, cursor, ...filters } }, { store }) {
    const { data, nextCursor } = page(
      () => weeksFor(store, caller, filters),
      { limit, cursor },
      {
        read: weekPositionOf,
        write: weekCursorOf,
        isAfter: (week, after) => placeText(week) > placeText(after),
      },
    )
    return revalidated(request, {
      data: data.map((week) => described(store, caller, week, false)),
      nextCursor,
    })
  },

  getWeek({ caller, params: { userId, week } }, { store }) {
    const record = store.weekOf(userId, week)
    if (!maySeeWeek(caller, record, store.managerOf(userId))) throw noSuchPerson()
    return weekResponse(described(store, caller, record, true))
  },

  async decideWeeks({ caller, body: { decisions }, idempotency }, backend) {
    const outcomes = decisions.map(async (decision, index) => {
      // A key of its own for each, as on the server.
      const key = idempotency && { ...idempotency, operation: `${idempotency.operation} ${index}` }
      return act(backend, caller, decision, key, false)
    })
    return json(200, weekDecisionsResultOf(await Promise.allSettled(outcomes)))
  },

  submitWeek: acting('submit'),
  recallWeek: acting('recall'),
  approveWeek: acting('approve'),
  rejectWeek: acting('reject'),
  reopenWeek: acting('reopen'),
}

function acting(action: WeekAction) {
  return ({ caller, params, body: { reason }, ifMatch, idempotency }: Call<ActionName>, backend: Backend) =>
    weekResponse(act(backend, caller, { ...params, action, reason, ifMatch }, idempotency))
}

function act(
  { store, kept, now }: Backend,
  caller: Caller,
  {
    userId,
    week,
    action,
    reason,
    ifMatch,
  }: {
    readonly userId: string
    readonly week: string
    readonly action: WeekAction
    readonly reason?: string | undefined
    readonly ifMatch?: string | undefined
  },
  idempotency: IdempotencyKey | undefined,
  withDays = true,
): Week {
  const record = kept.once(caller, idempotency, now(), () =>
    store.decide({ kind: 'act', caller, userId, week, action, reason, ifMatch }, now()),
  )
  return described(store, caller, record, withDays)
}

function weeksFor(store: MemoryStore, caller: Caller, filters: WeekFilters): WeekRecord[] {
  const { userId, status, from, to } = filters
  const across = weeksAcross(caller, filters)
  const owner = across ? undefined : ownerIn(store, caller, userId)
  return store
    .weeks()
    .filter((week) => owner === undefined || week.userId === owner)
    .filter((week) => maySeeWeek(caller, week, store.managerOf(week.userId)))
    .filter((week) => !(across === 'queue' && (week.userId === caller.userId || isSubmitter(caller, week))))
    .filter((week) => status === undefined || week.status === status)
    .filter(({ week }) => (from === undefined || week >= from) && (to === undefined || week <= to))
    .sort((a, b) => (placeText(a) < placeText(b) ? -1 : 1))
}

function described(store: MemoryStore, caller: Caller, record: WeekRecord, withDays: boolean): Week {
  const { userId } = record
  return describeWeek(caller, record, {
    policy: store.policy,
    person: store.roster.person(userId),
    absences: store.roster.absences({ userId }),
    weeks: store.weeks().filter((week) => week.userId === userId),
    withDays,
  })
}

function weekResponse(week: Week): Response {
  return json(200, week, { ETag: etagOf(week) })
}

function placeText({ week, userId }: { readonly week: string; readonly userId: string }): string {
  return `${week} ${userId}`
}
