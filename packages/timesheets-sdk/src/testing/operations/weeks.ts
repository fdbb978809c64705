import { etagOf } from '../../contract/etag.ts'
import { defaultPageSize } from '../../contract/limits.ts'
import type { OperationName } from '../../contract/routes.ts'
import {
  listWeeksQuerySchema,
  type WeekFilters,
  weekActionRequestSchema,
  weekCursorOf,
  weekDecisionsRequestSchema,
  weekPositionOf,
} from '../../contract/weeks.ts'
import type { WeekAction } from '../../model/week.ts'
import type { Week, WeekRecord } from '../../model/week-record.ts'
import { maySee, weeksAcross } from '../../rules/access.ts'
import type { Caller } from '../../rules/caller.ts'
import { describeWeek } from '../../rules/describe-week.ts'
import { jsonAnswer } from '../answers.ts'
import type { Backend, Call, OperationHandlers } from '../backend.ts'
import type { MemoryStore } from '../memory-store.ts'
import { readJson, readQuery } from '../read-request.ts'
import { readableOwner } from '../reads.ts'
import { Refusal, refuse } from '../refusal.ts'
import { noSuchPerson } from '../writes.ts'

type WeekOperation = Extract<OperationName, `${string}Week` | `${string}Weeks`>

export const weekHandlers: OperationHandlers<WeekOperation> = {
  listWeeks({ request, caller }, { store }) {
    const { limit = defaultPageSize, cursor, ...filters } = readQuery(request, listWeeksQuerySchema)
    const after = cursor === undefined ? undefined : weekPositionOf(cursor)
    if (cursor !== undefined && after === undefined) {
      throw refuse('malformed_cursor', 'cursor must be a nextCursor that this API gave')
    }
    const found = weeksFor(store, caller, filters).filter(
      (week) => after === undefined || placeText(week) > placeText(after),
    )
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return jsonAnswer(200, {
      data: page.map((week) => described(store, caller, week)),
      nextCursor: found.length > limit && last ? weekCursorOf(last) : null,
    })
  },

  getWeek({ caller, param }, { store }) {
    if (!maySee(caller, param('userId'), store.managerOf(param('userId')))) throw noSuchPerson()
    return weekAnswer(described(store, caller, store.weekOf(param('userId'), param('week'))))
  },

  decideWeeks({ request, caller, content }, { store, writes, kept }) {
    const { decisions } = readJson(content.text, weekDecisionsRequestSchema)
    return kept.answer(request, caller, content, () => {
      const results = decisions.map((decision, index) => {
        try {
          return { index, status: 'done', week: described(store, caller, writes.act(caller, decision)) }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { index, status: 'refused', problem: error.problem }
        }
      })
      const done = results.filter(({ status }) => status === 'done').length
      return jsonAnswer(200, { done, refused: results.length - done, results })
    })
  },

  submitWeek: acting('submit'),
  recallWeek: acting('recall'),
  approveWeek: acting('approve'),
  rejectWeek: acting('reject'),
  reopenWeek: acting('reopen'),
}

function acting(action: WeekAction) {
  return ({ request, caller, param, content, ifMatch }: Call, { store, writes, kept }: Backend) => {
    const { reason } = readJson(content.text, weekActionRequestSchema)
    const [userId, week] = [param('userId'), param('week')]
    return kept.answer(request, caller, content, () =>
      weekAnswer(described(store, caller, writes.act(caller, { userId, week, action, reason, ifMatch }))),
    )
  }
}

function weeksFor(store: MemoryStore, caller: Caller, filters: WeekFilters): WeekRecord[] {
  const { userId, status, from, to } = filters
  const across = weeksAcross(caller, filters)
  const owner = across ? undefined : readableOwner(store, caller, userId)
  return store
    .weeks()
    .filter((week) => owner === undefined || week.userId === owner)
    .filter((week) => maySee(caller, week.userId, store.managerOf(week.userId)))
    .filter((week) => !(across === 'queue' && week.userId === caller.userId))
    .filter((week) => status === undefined || week.status === status)
    .filter(({ week }) => (from === undefined || week >= from) && (to === undefined || week <= to))
    .sort((a, b) => (placeText(a) < placeText(b) ? -1 : 1))
}

function described(store: MemoryStore, caller: Caller, record: WeekRecord): Week {
  const { userId } = record
  return describeWeek(caller, record, {
    policy: store.policy,
    person: store.roster.person(userId),
    absences: store.roster.absences({ userId }),
    weeks: store.weeks().filter((week) => week.userId === userId),
  })
}

function weekAnswer(week: Week): Response {
  return jsonAnswer(200, week, { ETag: etagOf(week) })
}

function placeText({ week, userId }: { readonly week: string; readonly userId: string }): string {
  return `${week} ${userId}`
}
