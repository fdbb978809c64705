import type { HoursPage, HoursRow } from '../../contract/hours-report.ts'
import type { MissingPage, MissingWeek } from '../../contract/missing.ts'
import type { HoursGroup } from '../../model/hours.ts'
import type { MissingReason, WeekStatus } from '../../model/week.ts'
import type { NounContext } from '../core.ts'
import { type ExportOptions, exportBytes } from '../reading/export.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { Call } from '../request/call.ts'

/** Which weeks are asked about. */
export interface MissingQuery {
  /** ISO week, `2026-W48`. */
  readonly week: string
  /** Only where the week is over for the person, or only where it is not. */
  readonly due?: boolean | undefined
  readonly reason?: MissingReason | undefined
}

/** The entries to sum, and the grouping. */
export interface HoursQuery {
  /** Calendar dates, inclusive. Default: the month of `to`, up to today. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Which is also the order of the rows. Default: person. */
  readonly groupBy?: readonly HoursGroup[] | undefined
  /** States of the weeks that count. Default: approved. */
  readonly status?: readonly WeekStatus[] | 'any' | undefined
  readonly userId?: string | undefined
  readonly project?: string | undefined
  /** With `manage:timesheets`, everyone's hours, if grouped by project and client only. */
  readonly everyone?: boolean | undefined
}

/** Reports across people. Every method fails with {@link TimesheetsError}. */
export interface Reports {
  /** The caller's people with a missing week, by `userId`; needs `approve:timesheets`. */
  missing(query: MissingQuery, options?: PagedOptions): Paged<MissingWeek, MissingPage>
  /** Sums of hours: the caller's own, and with `approve:timesheets` those of all whom the caller may see. */
  hours(query?: HoursQuery, options?: PagedOptions): Paged<HoursRow, HoursPage>
  /** The whole of what `hours` gives, as bytes of CSV or NDJSON. */
  exportHours(query: HoursQuery, options: ExportOptions): AsyncIterable<Uint8Array>
}

export function reports(context: NounContext): Reports {
  const { caller } = context
  return {
    missing: ({ week, due, reason }, options = {}) =>
      paged(async (place) => {
        const query = { week, due: due?.toString(), reason, ...place }
        return (await caller.call('listMissing', { query }, options)).value
      }, options),
    hours: (query = {}, options = {}) =>
      paged(async (place) => {
        return (await caller.call('listHours', { query: { ...hoursQuery(query), ...place } }, options)).value
      }, options),
    exportHours: (query, options) =>
      exportBytes(caller, 'listHours', { query: hoursQuery(query) }, options, context),
  }
}

function hoursQuery({
  from,
  to,
  groupBy,
  status,
  userId,
  project,
  everyone,
}: HoursQuery): NonNullable<Call['query']> {
  const statuses = typeof status === 'string' ? status : status?.join()
  return {
    from,
    to,
    groupBy: groupBy?.join(),
    status: statuses,
    userId,
    project,
    everyone: everyone?.toString(),
  }
}
