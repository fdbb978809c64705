import type {
  ClosePeriodRequest,
  ObstaclePage,
  PeriodChangePage,
  PeriodLinePage,
  PeriodPage,
} from '../../contract/periods.ts'
import type { Obstacle, Period, PeriodChange, PeriodLine } from '../../model/period.ts'
import type { NounContext } from '../core.ts'
import { type ExportOptions, exportBytes } from '../reading/export.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { CallOptions } from '../request/call-options.ts'

/** A large month takes the API longer than other requests: its lines are written in one transaction. */
const closingTimeoutMs = 600_000

/** The weeks that are listed before a closing. */
export interface ObstacleQuery {
  /** Also approved weeks with hours that payroll should look at: they have `stops` false. */
  readonly notices?: boolean | undefined
}

/** Which closing of a month. */
export interface ClosingQuery {
  /** Default: the newest. */
  readonly version?: number | undefined
}

/** Which closing of a month is compared with the one before. */
export interface ChangesQuery {
  /** Default: the newest. `next`: the one that would be made now. */
  readonly version?: number | 'next' | undefined
}

export interface PeriodActionOptions extends CallOptions {
  readonly idempotencyKey?: string | undefined
}

/**
 * Months, `2026-11`, that are closed for payroll: `manage:timesheets`, or `approve:any`. Every method fails
 * with {@link TimesheetsError}.
 */
export interface Periods {
  /** Months and their closings, newest first. */
  list(options?: PagedOptions): Paged<Period, PeriodPage>
  get(period: string, options?: CallOptions): Promise<Period>
  /** The weeks that stand in the way of closing a month, by person, then week. */
  obstacles(period: string, query?: ObstacleQuery, options?: PagedOptions): Paged<Obstacle, ObstaclePage>
  /**
   * Closes a month. Closing it again changes nothing. Fails with `period_not_ready` if something stands in
   * the way, unless `force` is set, with a reason. Default `timeoutMs`: 10 minutes.
   */
  close(period: string, request?: ClosePeriodRequest, options?: PeriodActionOptions): Promise<Period>
  /** Reopens the month that was closed last. */
  reopen(period: string, reason: string, options?: PeriodActionOptions): Promise<Period>
  /** The lines of a closing; requires `read:all-timesheets` or `approve:any`, as all below. */
  lines(period: string, query?: ClosingQuery, options?: PagedOptions): Paged<PeriodLine, PeriodLinePage>
  /** The lines of a closing as bytes: payroll's file, whose SHA-256 in CSV is the digest of the closing. */
  exportLines(period: string, query: ClosingQuery, options: ExportOptions): AsyncIterable<Uint8Array>
  /** The lines that differ from the closing before. */
  changes(period: string, query?: ChangesQuery, options?: PagedOptions): Paged<PeriodChange, PeriodChangePage>
}

export function periods(context: NounContext): Periods {
  const { caller } = context
  const queryOf = ({ version }: ChangesQuery) => ({ version: version?.toString() })
  return {
    list: (options = {}) =>
      paged(async (query) => (await caller.call('listPeriods', { query }, options)).value, options),
    async get(period, options) {
      return (await caller.call('getPeriod', { parameters: { period } }, options)).value
    },
    obstacles: (period, { notices } = {}, options = {}) =>
      paged(async (place) => {
        const query = { notices: notices?.toString(), ...place }
        return (await caller.call('listObstacles', { parameters: { period }, query }, options)).value
      }, options),
    async close(period, request = {}, options = {}) {
      const { idempotencyKey } = options
      const call = { parameters: { period }, body: JSON.stringify(request), idempotencyKey }
      return (await caller.call('closePeriod', call, { timeoutMs: closingTimeoutMs, ...options })).value
    },
    async reopen(period, reason, options = {}) {
      const { idempotencyKey } = options
      const call = { parameters: { period }, body: JSON.stringify({ reason }), idempotencyKey }
      return (await caller.call('reopenPeriod', call, options)).value
    },
    lines: (period, query = {}, options = {}) =>
      paged(async (place) => {
        const call = { parameters: { period }, query: { ...queryOf(query), ...place } }
        return (await caller.call('listPeriodLines', call, options)).value
      }, options),
    exportLines: (period, query, options) =>
      exportBytes(
        caller,
        'listPeriodLines',
        { parameters: { period }, query: queryOf(query) },
        options,
        context,
      ),
    changes: (period, query = {}, options = {}) =>
      paged(async (place) => {
        const call = { parameters: { period }, query: { ...queryOf(query), ...place } }
        return (await caller.call('listPeriodChanges', call, options)).value
      }, options),
  }
}
