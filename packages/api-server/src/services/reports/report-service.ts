import type {
  HoursFilters,
  HoursPage,
  HoursRow,
  MissingFilters,
  MissingPage,
  ParsedRemindersRequest,
  RemindersResult,
} from 'timesheets-sdk/contract'
import type { IdempotencyKey } from 'timesheets-sdk/decide'
import type { Caller } from 'timesheets-sdk/rules'
import type { ReminderChannel } from '../../reminders/channel.ts'
import type { ServiceContext } from '../context.ts'
import { listHours, streamHours } from './hours.ts'
import { listMissing } from './list-missing.ts'
import { sendReminders } from './send-reminders.ts'

/** Missing timesheets, reminders, and sums of hours. */
export interface ReportService {
  /** One page of people with a missing timesheet, by `userId` after one. */
  listMissing(
    caller: Caller,
    filters: MissingFilters,
    after: string | undefined,
    limit: number,
  ): Promise<MissingPage>
  /** Each reminder has its own result. With the same key nothing is sent twice. */
  sendReminders(
    caller: Caller,
    request: ParsedRemindersRequest,
    after: string | undefined,
    idempotency?: IdempotencyKey,
  ): Promise<RemindersResult>
  /** One page of sums, after the group with the key `after`. */
  listHours(
    caller: Caller,
    filters: HoursFilters,
    after: readonly string[] | undefined,
    limit: number,
  ): Promise<HoursPage>
  /** All sums, page by page. Rejects before the first page if the caller may not see them. */
  streamHours(caller: Caller, filters: HoursFilters): Promise<AsyncIterable<HoursRow[]>>
}

/** @param channel `undefined`: reminders are not set up */
export function reportService(context: ServiceContext, channel: ReminderChannel | undefined): ReportService {
  const { reading } = context
  return {
    listMissing: (caller, filters, after, limit) =>
      reading(() => listMissing(context, caller, filters, after, limit)),
    sendReminders: (caller, request, after, idempotency) =>
      sendReminders(context, channel, caller, request, after, idempotency),
    listHours: (caller, filters, after, limit) =>
      reading(() => listHours(context, caller, filters, after, limit)),
    streamHours: (caller, filters) => reading(() => streamHours(context, caller, filters)),
  }
}
