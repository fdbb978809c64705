import type {
  BatchResult,
  EntryPosition,
  EveryonesPosition,
  ListedEntryFilters,
  WrittenEntry,
} from 'timesheets-sdk/contract'
import type { BatchInput, IdempotencyKey, ProblemError } from 'timesheets-sdk/decide'
import type { Entry, EntryPatch, ParsedEntry, Policy, PolicyPatch } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import type { EventService } from './events/event-service.ts'
import type { FeedService } from './feeds/feed-service.ts'
import type { PeriodService } from './periods/period-service.ts'
import type { ProjectService } from './projects/project-service.ts'
import type { ReportService } from './reports/report-service.ts'
import type { AbsenceService } from './roster/absence-service.ts'
import type { NewcomerService } from './roster/newcomer-service.ts'
import type { PeopleService } from './roster/people-service.ts'
import type { WebhookService } from './webhooks/webhook-service.ts'
import type { WeekService } from './weeks/week-service.ts'

/** An encoded page of entries (`EntryPage`): its JSON, and an entity tag of these bytes. */
export interface EncodedPage {
  readonly json: Buffer
  readonly etag: string
}

/**
 * The use cases of the API. `http/` has checked scopes and schemas; this layer checks ownership, rules and
 * state. Every method rejects with {@link ProblemError} if the response is a problem. When the promise of a
 * write resolves, the write is on stable storage.
 */
export interface TimesheetService
  extends WeekService,
    EventService,
    WebhookService,
    PeopleService,
    NewcomerService,
    AbsenceService,
    FeedService,
    PeriodService,
    ProjectService,
    ReportService {
  /** One page after a position, which names a person if the list is everybody's. */
  listEntries(
    caller: Caller,
    filters: ListedEntryFilters,
    after: EntryPosition | EveryonesPosition | undefined,
    limit: number,
  ): Promise<EncodedPage>
  /** All entries, page by page. Rejects before the first page if the caller may not see them. */
  streamEntries(caller: Caller, filters: ListedEntryFilters): Promise<AsyncIterable<Entry[]>>
  getEntry(caller: Caller, id: string): Promise<Entry>
  createEntry(
    caller: Caller,
    entry: ParsedEntry,
    idempotency?: IdempotencyKey,
    source?: string,
  ): Promise<{ readonly status: 200 | 201; readonly entry: WrittenEntry }>
  pushEntries(
    caller: Caller,
    items: readonly BatchInput[],
    options: {
      readonly dryRun: boolean
      readonly source?: string | undefined
      readonly idempotency?: IdempotencyKey | undefined
    },
  ): Promise<BatchResult>
  /** `ifMatch` is the header field. */
  updateEntry(
    caller: Caller,
    id: string,
    patch: EntryPatch,
    ifMatch: string | undefined,
  ): Promise<WrittenEntry>
  deleteEntry(caller: Caller, id: string, ifMatch: string | undefined): Promise<void>
  policy(): Promise<Policy>
  /** `ifMatch` is the header field. */
  updatePolicy(caller: Caller, patch: PolicyPatch, ifMatch?: string): Promise<Policy>
  /** Resolves if the database can be used. */
  ready(): Promise<void>
}
