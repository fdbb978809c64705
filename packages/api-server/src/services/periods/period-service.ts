import {
  type ChangeFilters,
  type ClosingFilters,
  lineCursorOf,
  nextClosing,
  type ObstacleFilters,
  type ObstaclePage,
  type ParsedClosePeriodRequest,
  type PeriodChangePage,
  type PeriodLinePage,
  type PeriodPage,
  periodCursorOf,
  type WeekPosition,
  weekCursorOf,
} from 'timesheets-sdk/contract'
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
  firstDayToClose,
  type IdempotencyKey,
  nextVersion,
  type ObstacleCounts,
  type PeriodDecision,
  pageOf,
} from 'timesheets-sdk/decide'
import {
  type ClosingRecord,
  daysOfMonth,
  type LinePosition,
  type Obstacle,
  type Period,
  type PeriodChange,
  type PeriodLine,
  periodColumns,
  periodColumnsWithAmounts,
  periodFrom,
  periodsUntil,
} from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import type { Transaction } from '../../store/engine.ts'
import { putClosing, readClosings } from '../../store/periods/closings.ts'
import {
  changesAfter,
  changesToComeAfter,
  linesAfter,
  someLineHasRate,
  writeLines,
} from '../../store/periods/lines.ts'
import { readPolicy, writePolicy } from '../../store/policy.ts'
import type { ServiceContext } from '../context.ts'
import { dayAt } from '../day.ts'
import { once } from '../write/once.ts'
import { allRows, figuresOfLines, type PageOfRows, type RowsAfter } from './closing-rows.ts'
import { obstaclesOf } from './obstacles.ts'

/** A closing of a month, and its lines. */
export interface ClosingLines {
  readonly closing: ClosingRecord
  readonly rows: AsyncIterable<PeriodLine[]>
}

/** The changes by a closing with this number. */
export interface ClosingChanges {
  readonly version: number
  readonly rows: AsyncIterable<PeriodChange[]>
}

/** Months that are closed for payroll. */
export interface PeriodService {
  listPeriods(caller: Caller, after: string | undefined, limit: number): Promise<PeriodPage>
  getPeriod(caller: Caller, period: string): Promise<Period>
  /** The obstacles to closing a month, optionally with notices, after a week. */
  listObstacles(
    caller: Caller,
    period: string,
    filters: ObstacleFilters,
    after: WeekPosition | undefined,
    limit: number,
  ): Promise<ObstaclePage>
  /** Closes a month; if it is closed already, returns it unchanged. */
  closePeriod(
    caller: Caller,
    period: string,
    request: ParsedClosePeriodRequest,
    idempotency?: IdempotencyKey,
  ): Promise<Period>
  reopenPeriod(caller: Caller, period: string, reason: string, idempotency?: IdempotencyKey): Promise<Period>
  listPeriodLines(
    caller: Caller,
    period: string,
    filters: ClosingFilters,
    after: LinePosition | undefined,
    limit: number,
  ): Promise<PeriodLinePage>
  /** All lines, page by page. Rejects before the first page if the caller may not read them. */
  streamPeriodLines(caller: Caller, period: string, filters: ClosingFilters): Promise<ClosingLines>
  listPeriodChanges(
    caller: Caller,
    period: string,
    filters: ChangeFilters,
    after: LinePosition | undefined,
    limit: number,
  ): Promise<PeriodChangePage>
  streamPeriodChanges(caller: Caller, period: string, filters: ChangeFilters): Promise<ClosingChanges>
}

const noRows = async () => []

export function periodService(context: ServiceContext): PeriodService {
  const { engine, reader, now, reading } = context

  async function findClosing(caller: Caller, period: string, { version }: ClosingFilters) {
    checkReadsEveryone(caller)
    return closingOf(period, await readClosings(reader), version)
  }

  async function findChanges(
    caller: Caller,
    period: string,
    { version }: ChangeFilters,
  ): Promise<{ readonly version: number; readonly after: PageOfRows<PeriodChange> }> {
    checkReadsEveryone(caller)
    const closings = await readClosings(reader)
    if (version !== nextClosing) {
      const found = closingOf(period, closings, version)
      const closing = { ...found, comparesAmounts: comparesAmounts(found, closings) }
      return { version: closing.version, after: pageOfRows(closing, changesAfter) }
    }
    const closing = closingToCome(period, closings)
    if (!closing) return { version: closingOf(period, closings, undefined).version, after: noRows }
    return { version: closing.version, after: pageOfRows(closing, changesToComeAfter) }
  }

  /** Reads the rows of a closing after one of them. */
  function pageOfRows<Key, Row>(closing: Key, rowsAfter: RowsAfter<Key, Row>): PageOfRows<Row> {
    return (after, limit) => rowsAfter(reader, closing, after, limit)
  }

  return {
    listPeriods: (caller, after, limit) =>
      reading(async () => {
        checkSeesPeriods(caller)
        const periods = periodsUntil(dayAt(now()), await readClosings(reader))
        const rest = periods.filter(({ period }) => after === undefined || period < after)
        return pageOf(rest, limit, ({ period }) => periodCursorOf(period))
      }),

    getPeriod: (caller, period) =>
      reading(async () => {
        checkSeesPeriods(caller)
        return periodFrom(period, await readClosings(reader))
      }),

    listObstacles: (caller, period, { notices }, after, limit) =>
      reading(async () => {
        checkMayClose(caller)
        const found: Obstacle[] = []
        for await (const part of obstaclesOf(engine, reader, period, notices === 'true', after)) {
          found.push(...part)
          if (found.length > limit) break
        }
        return pageOf(found, limit, weekCursorOf)
      }),

    closePeriod(caller, period, request, idempotency) {
      checkMayClose(caller)
      return once(context, caller, idempotency, async (transaction, nowMs) => {
        // Nobody else writes while obstacles are looked for and lines are written.
        await engine.lockRules(transaction)
        const closings = await readClosings(transaction)
        if (closingInForce(period, closings)) return { mark: periodFrom(period, closings), events: [] }
        const today = dayAt(nowMs)
        checkClosing(period, closings, request, today)
        const obstacles = await countObstacles(transaction, period)
        checkReady(period, obstacles, request, today)
        const closing = { period, version: nextVersion(period, closings) }
        const from = firstDayToClose(period, closings)
        await writeLines(transaction, closing, { from, to: daysOfMonth(period).to })
        const isPriced = await someLineHasRate(transaction, closing)
        const columns = isPriced ? periodColumnsWithAmounts : periodColumns
        const figures = await figuresOfLines(transaction, { ...closing, columns })
        const facts = { closings, policy: await readPolicy(transaction), figures, columns, obstacles }
        return write(transaction, closings, decideClosing(caller, period, facts, request, nowMs))
      })
    },

    reopenPeriod(caller, period, reason, idempotency) {
      checkMayClose(caller)
      return once(context, caller, idempotency, async (transaction, nowMs) => {
        await engine.lockRules(transaction)
        const closings = await readClosings(transaction)
        const facts = { closings, policy: await readPolicy(transaction) }
        return write(transaction, closings, decideReopening(caller, period, facts, reason, nowMs))
      })
    },

    listPeriodLines: (caller, period, filters, after, limit) =>
      reading(async () => {
        const closing = await findClosing(caller, period, filters)
        return pageOf(await linesAfter(reader, closing, after, limit + 1), limit, lineCursorOf)
      }),

    streamPeriodLines: (caller, period, filters) =>
      reading(async () => {
        const closing = await findClosing(caller, period, filters)
        return { closing, rows: allRows(pageOfRows(closing, linesAfter)) }
      }),

    listPeriodChanges: (caller, period, filters, after, limit) =>
      reading(async () => {
        const changes = await findChanges(caller, period, filters)
        return pageOf(await changes.after(after, limit + 1), limit, lineCursorOf)
      }),

    streamPeriodChanges: (caller, period, filters) =>
      reading(async () => {
        const changes = await findChanges(caller, period, filters)
        return { version: changes.version, rows: allRows(changes.after) }
      }),
  }

  async function countObstacles(transaction: Transaction, period: string): Promise<ObstacleCounts> {
    const counts: ObstacleCounts = new Map()
    for await (const part of obstaclesOf(engine, transaction, period, false, undefined)) {
      for (const { reason } of part) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    }
    return counts
  }

  async function write(
    transaction: Transaction,
    closings: readonly ClosingRecord[],
    { closing, policy, event }: PeriodDecision,
  ) {
    await putClosing(engine, transaction, closing)
    await writePolicy(engine, transaction, policy)
    const isSame = ({ period, version }: ClosingRecord) =>
      period === closing.period && version === closing.version
    const now = [...closings.filter((one) => !isSame(one)), closing]
    return { mark: periodFrom(closing.period, now), events: [event] }
  }
}
