import { maximumReminders } from '../../contract/limits.ts'
import {
  listMissingQuerySchema,
  type MissingFilters,
  type MissingWeek,
  missingWeekFrom,
} from '../../contract/missing.ts'
import { userCursorOf, userPositionOf } from '../../contract/people.ts'
import {
  type ParsedRemindersRequest,
  type ReminderResult,
  remindersRequestSchema,
  remindersResultOf,
} from '../../contract/reminders.ts'
import { maySee } from '../../rules/access.ts'
import type { Caller } from '../../rules/caller.ts'
import { missingOf } from '../../rules/missing.ts'
import { jsonAnswer } from '../answers.ts'
import type { OperationHandlers } from '../backend.ts'
import type { MemoryStore } from '../memory-store.ts'
import { pageAnswer } from '../page.ts'
import { readJson, readQuery } from '../read-request.ts'
import { refuse } from '../refusal.ts'

export const missingHandlers: OperationHandlers<'listMissing' | 'sendReminders'> = {
  listMissing({ request, caller }, { store, now }) {
    const { limit, cursor, ...filters } = readQuery(request, listMissingQuerySchema)
    return pageAnswer(
      missingWeeks(store, caller, filters, now()),
      { limit, cursor },
      {
        read: userPositionOf,
        write: ({ userId }) => userCursorOf(userId),
        isAfter: ({ userId }, after) => userId > after,
      },
    )
  },

  sendReminders({ request, caller, content }, { store, kept, now }) {
    const asked = readJson(content.text, remindersRequestSchema)
    const after = asked.cursor === undefined ? '' : userPositionOf(asked.cursor)
    if (after === undefined)
      throw refuse('malformed_cursor', 'cursor must be a nextCursor that this API gave')
    const missing = missingWeeks(store, caller, { week: asked.week }, now())
    return kept.answer(request, caller, content, () => {
      const remind = (week: MissingWeek) => reminded(store, caller, week, asked, now())
      if (asked.userIds) {
        const results = [...new Set(asked.userIds)].map((userId): ReminderResult => {
          const week = missing.find((one) => one.userId === userId)
          if (!week) return { userId, status: 'not_missing' }
          return asked.dueOnly && !week.due ? { userId, status: 'not_due' } : remind(week)
        })
        return jsonAnswer(200, remindersResultOf(results, null))
      }
      const all = missing.filter(({ userId, due }) => userId > after && (due || !asked.dueOnly))
      const page = all.slice(0, maximumReminders)
      const last = page.at(-1)
      const nextCursor = all.length > page.length && last ? userCursorOf(last.userId) : null
      return jsonAnswer(200, remindersResultOf(page.map(remind), nextCursor))
    })
  },
}

/** Who is missing, among the people whom the caller decides for. */
function missingWeeks(
  store: MemoryStore,
  caller: Caller,
  { week, due, reason }: MissingFilters,
  nowMs: number,
): MissingWeek[] {
  return store.roster.people().flatMap((person): MissingWeek[] => {
    const { userId, managerId } = person
    if (userId === caller.userId || !maySee(caller, userId, managerId ?? null)) return []
    const missing = missingOf(
      person,
      week,
      store.weekOf(userId, week),
      store.roster.absences({ userId }),
      nowMs,
    )
    if (!missing || (due !== undefined && missing.due !== (due === 'true'))) return []
    if (reason !== undefined && missing.reason !== reason) return []
    const reminder = store.reminders.lastTo(userId, week)
    return [missingWeekFrom(person, week, missing, reminder?.atMs ?? null)]
  })
}

function reminded(
  store: MemoryStore,
  caller: Caller,
  { userId, email, week, remindedAt }: MissingWeek,
  { again, dryRun }: ParsedRemindersRequest,
  nowMs: number,
): ReminderResult {
  if (email === undefined) return { userId, status: 'no_email' }
  if (remindedAt !== null && !again) return { userId, email, status: 'already_reminded', at: remindedAt }
  if (dryRun) return { userId, email, status: 'would_send' }
  store.reminders.send({ userId, email, week, askedBy: caller.subject, atMs: nowMs })
  return { userId, email, status: 'sent', at: new Date(nowMs).toISOString() }
}
