import {
  type ChangeFilters,
  changeCsvHeader,
  changeCsvLine,
  lineCursorOf,
  linePositionOf,
  nextClosing,
  periodCsvHeader,
  periodCsvLine,
  periodCursorOf,
  periodPositionOf,
} from '../../contract/periods.ts'
import type { OperationName } from '../../contract/routes.ts'
import { weekCursorOf, weekPositionOf } from '../../contract/weeks.ts'
import {
  checkClosing,
  checkMayClose,
  checkReadsEveryone,
  checkReady,
  checkSeesPeriods,
  closingInForce,
  closingOf,
  closingToCome,
  comparesAmounts,
  decideClosing,
  decideReopening,
  LineSums,
  type PeriodDecision,
} from '../../decide/periods.ts'
import { listTypeOf } from '../../decide/request/media-type.ts'
import { rowFormats } from '../../decide/row-formats.ts'
import { daysOfMonth, weeksBetween } from '../../model/calendar.ts'
import {
  type LinePosition,
  type Obstacle,
  type Period,
  type PeriodLine,
  periodColumns,
  periodColumnsWithAmounts,
  periodFrom,
  periodsUntil,
} from '../../model/period.ts'
import { sha256Hex } from '../../net/sha256.ts'
import { noticeOf, obstacleOf } from '../../rules/closing.ts'
import type { Backend, OperationHandlers } from '../backend.ts'
import type { MemoryStore } from '../memory-store.ts'
import { compare, csvOf, differences, hasRate, keyOf, linesToClose } from '../period-lines.ts'
import { file, json, page, revalidated } from '../responses.ts'

type PeriodOperation = Extract<OperationName, `${string}Period${string}` | 'listObstacles'>

const byPeriod = {
  read: periodPositionOf,
  write: ({ period }: Period) => periodCursorOf(period),
  isAfter: ({ period }: Period, after: string) => period < after,
}

const byPersonAndWeek = {
  read: weekPositionOf,
  write: (obstacle: Obstacle) => weekCursorOf(obstacle),
  isAfter: (obstacle: Obstacle, after: Pick<Obstacle, 'userId' | 'week'>) =>
    compare([obstacle.userId, obstacle.week], [after.userId, after.week]) > 0,
}

const byLine = {
  read: linePositionOf,
  write: lineCursorOf,
  isAfter: (line: LinePosition, after: LinePosition) => compare(keyOf(line), keyOf(after)) > 0,
}

export const periodHandlers: OperationHandlers<PeriodOperation> = {
  listPeriods({ request, caller, query }, { store, now }) {
    checkSeesPeriods(caller)
    return revalidated(
      request,
      page(() => periodsUntil(dayAt(now()), store.periods.closings), query, byPeriod),
    )
  },

  getPeriod({ request, caller, params: { period } }, { store }) {
    checkSeesPeriods(caller)
    return revalidated(request, periodFrom(period, store.periods.closings))
  },

  listObstacles({ request, caller, params: { period }, query: { notices, ...paging } }, { store }) {
    checkMayClose(caller)
    return revalidated(
      request,
      page(() => obstacles(store, period, notices === 'true'), paging, byPersonAndWeek),
    )
  },

  closePeriod({ caller, params: { period }, body, idempotency }, backend) {
    const { store, kept, now } = backend
    checkMayClose(caller)
    const closed = kept.once(caller, idempotency, now(), () => {
      const { closings } = store.periods
      if (closingInForce(period, closings)) return periodFrom(period, closings)
      const today = dayAt(now())
      checkClosing(period, closings, body, today)
      const counts = new Map<Obstacle['reason'], number>()
      for (const { reason } of obstacles(store, period, false))
        counts.set(reason, (counts.get(reason) ?? 0) + 1)
      checkReady(period, counts, body, today)
      const lines = linesToClose(store, period)
      const sums = new LineSums(period)
      for (const line of lines) sums.add(line)
      const columns = lines.some(hasRate) ? periodColumnsWithAmounts : periodColumns
      const figures = sums.figures(sha256Hex(csvOf(lines, columns)))
      const facts = { closings, policy: store.policy, figures, columns, obstacles: counts }
      return written(backend, decideClosing(caller, period, facts, body, now()), lines)
    })
    return json(200, closed)
  },

  reopenPeriod({ caller, params: { period }, body: { reason }, idempotency }, backend) {
    const { store, kept, now } = backend
    checkMayClose(caller)
    const reopened = kept.once(caller, idempotency, now(), () => {
      const facts = { closings: store.periods.closings, policy: store.policy }
      return written(backend, decideReopening(caller, period, facts, reason, now()))
    })
    return json(200, reopened)
  },

  listPeriodLines({ request, caller, params: { period }, query: { version, ...paging } }, { store }) {
    checkReadsEveryone(caller)
    const mediaType = listTypeOf(request.headers.get('accept') ?? undefined)
    const closing = closingOf(period, store.periods.closings, version)
    const lines = () => store.periods.linesOf(closing)
    if (mediaType === 'application/json') return revalidated(request, page(lines, paging, byLine))
    const formats = rowFormats(periodCsvHeader(closing.columns), (line: PeriodLine) =>
      periodCsvLine(line, closing.columns),
    )
    return file(lines, paging, formats[mediaType], ['hours', period, String(closing.version)])
  },

  listPeriodChanges({ request, caller, params: { period }, query: { version, ...paging } }, { store }) {
    checkReadsEveryone(caller)
    const mediaType = listTypeOf(request.headers.get('accept') ?? undefined)
    const { version: shown, changes } = changesIn(store, period, { version })
    if (mediaType === 'application/json')
      return revalidated(
        request,
        page(() => changes, paging, byLine),
      )
    const format = rowFormats(changeCsvHeader, changeCsvLine)[mediaType]
    return file(() => changes, paging, format, ['changes', period, String(shown)])
  },
}

function written(
  { store }: Backend,
  { closing, policy, event }: PeriodDecision,
  lines?: readonly PeriodLine[],
): Period {
  store.periods.put(closing, lines)
  store.policy = policy
  store.events.append(event)
  return periodFrom(closing.period, store.periods.closings)
}

function obstacles(store: MemoryStore, period: string, withNotices: boolean): Obstacle[] {
  const { from, to } = daysOfMonth(period)
  const weeks = weeksBetween(from, to)
  const logged = store.weeks().filter(({ week }) => weeks.includes(week))
  const userIds = new Set([...store.roster.people(), ...logged].map(({ userId }) => userId))
  return [...userIds].sort().flatMap((userId) => {
    const absences = store.roster.absences({ userId })
    const person = store.roster.person(userId)
    return weeks.flatMap((week) => {
      const record = store.weekOf(userId, week)
      const facts = { userId, week, record, person, absences }
      const notice = withNotices ? noticeOf(facts, { from, to }, store.policy) : undefined
      return obstacleOf(facts, { from, to }, store.policy) ?? notice ?? []
    })
  })
}

function changesIn(store: MemoryStore, period: string, { version }: ChangeFilters) {
  const { closings } = store.periods
  if (version !== nextClosing) {
    const closing = closingOf(period, closings, version)
    const lines = store.periods.linesOf(closing)
    const changes = differences(store, closing, lines, comparesAmounts(closing, closings))
    return { version: closing.version, changes }
  }
  const closing = closingToCome(period, closings)
  if (!closing) return { version: closingOf(period, closings, undefined).version, changes: [] }
  const changes = differences(store, closing, linesToClose(store, period), closing.comparesAmounts)
  return { version: closing.version, changes }
}

function dayAt(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}
