import { closedThrough, decidePolicy, idempotencyLifetimeMs } from 'timesheets-sdk/decide'
import type { ReplayStore } from 'timesheets-sdk/verify'
import type { ReminderChannel } from '../reminders/channel.ts'
import type { SharedCounts } from '../shared-counts.ts'
import { storedProofs } from '../store/dpop-proofs.ts'
import type { Engine, EngineFigures, EngineName } from '../store/engine.ts'
import { DatabaseUnavailableError } from '../store/engine.ts'
import { appendEvents } from '../store/events/events.ts'
import { confirmGeneration, type Restored } from '../store/events/generations.ts'
import { deleteResultsThrough } from '../store/idempotency.ts'
import { type DatabaseLocation, openDatabase, tellingOfCommits } from '../store/open.ts'
import { readClosings } from '../store/periods/closings.ts'
import { readPolicy, writePolicy } from '../store/policy.ts'
import { storedCounts } from '../store/request-counts.ts'
import { peopleOfCalendars } from '../store/roster/terms.ts'
import { sourcesWithIdsPerPerson } from '../store/timesheets/entries.ts'
import { writeReadiness } from '../store/write-readiness.ts'
import { createWebhookSender, type WebhookSender } from '../webhooks/index.ts'
import { LogFollower } from './cache/log-follower.ts'
import { EntryPages } from './entries/entry-pages.ts'
import { readAll, readEntry, readPage } from './entries/reader.ts'
import { eventService } from './events/event-service.ts'
import { feedService } from './feeds/feed-service.ts'
import { periodService } from './periods/period-service.ts'
import { projectService } from './projects/project-service.ts'
import { reportService } from './reports/report-service.ts'
import { absenceService } from './roster/absence-service.ts'
import { newcomerService } from './roster/newcomer-service.ts'
import { peopleService } from './roster/people-service.ts'
import { termsRoller } from './roster/roll-terms.ts'
import type { TimesheetService } from './timesheet-service.ts'
import { webhookService } from './webhooks/webhook-service.ts'
import { knownWeeks } from './weeks/known-weeks.ts'
import { weekService } from './weeks/week-service.ts'
import { changeInTurn } from './write/once.ts'
import { databaseUnavailable } from './write/write-group.ts'
import { Writer } from './write/writer.ts'

export { DatabaseUnavailableError, UnfitDatabaseError } from '../store/engine.ts'
export type * from './timesheet-service.ts'

const defaultKeptPageBytes = 32 * 1_024 * 1_024
const deleteResultsEveryMs = 3_600_000

export interface OpenTimesheetService {
  readonly service: TimesheetService
  readonly engine: EngineName
  /** The database itself, for the delivery of webhooks. */
  readonly database: Engine
  /** Counts requests for all processes; undefined on SQLite, which has one process. */
  readonly requestCounts: SharedCounts | undefined
  /** Remembers DPoP proofs, for all processes. */
  readonly proofs: ReplayStore
  /** The generation of the event log that was started, because the database was restored from a backup. */
  readonly restored: Restored | undefined
  /** Figures of the database and of the writes that wait, for the metrics. */
  figures(): EngineFigures & Writer['backlog']
  /** Calls `listener` after each commit of this process. It must be quick: the writer waits for it. */
  onCommit(listener: () => void): void
  /** Completes the accepted writes, then closes the database. */
  close(): Promise<void>
}

export interface ServiceOptions {
  /** The clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** How many entries may share a transaction; 1: each write request has its own. Default 2,000. */
  readonly maximumEntriesInGroup?: number | undefined
  /**
   * How many bytes of encoded pages are cached, and a quarter of that each for their entries and for facts
   * about weeks. Default 32 MiB; 0: none.
   */
  readonly maximumKeptPageBytes?: number | undefined
  /** Sends tests to webhooks and checks their addresses. Default: only calls public addresses. */
  readonly webhookSender?: WebhookSender | undefined
  /** How reminders are sent. Default: reminders are not set up. */
  readonly reminderChannel?: ReminderChannel | undefined
}

/**
 * Opens the database, migrates its schema, and creates the service.
 * @throws {DatabaseUnavailableError} if the database cannot be reached, created or written
 * @throws {UnfitDatabaseError} if it belongs to another application or a newer version
 */
export async function openTimesheetService(
  options: DatabaseLocation & ServiceOptions,
): Promise<OpenTimesheetService> {
  const now = options.now ?? Date.now
  const database = await openDatabase(options)
  const restored = await confirmGeneration(database, now()).catch(async (error) => {
    await database.close()
    throw error
  })
  const listeners: (() => void)[] = []
  const readiness = writeReadiness(database)
  const engine = tellingOfCommits(readiness.engine, () => {
    for (const listener of listeners) listener()
  })
  const webhookSender = options.webhookSender ?? createWebhookSender({ allowPrivate: false, now })
  const writer = new Writer(engine, now, options.maximumEntriesInGroup)
  const { reader } = engine
  const maximumKeptBytes = options.maximumKeptPageBytes ?? defaultKeptPageBytes
  const log = new LogFollower(engine)
  const pages = new EntryPages({ engine, log, maximumBytes: maximumKeptBytes })
  const weeks = knownWeeks(engine, log, maximumKeptBytes / 4)

  const deleteOldResults = () =>
    // Old keys that stay a while longer do no harm: after a failure the next hour tries again.
    // Proves nothing about writes: it may delete nothing.
    database
      .transaction((transaction) => deleteResultsThrough(transaction, now() - idempotencyLifetimeMs))
      .catch(() => {})
  await deleteOldResults()
  const deleting = setInterval(deleteOldResults, deleteResultsEveryMs)
  deleting.unref()

  const rollTerms = termsRoller({ engine, writer, now, rolled: weeks.termsBegan })
  await rollTerms()

  const stored = storedProofs(database)
  const proofs: ReplayStore = {
    remember: (id, expiresAtMs) => reading(() => stored.remember(id, expiresAtMs)),
  }

  const context = { engine, reader, writer, now, reading }
  const { idle: newcomersNoted, ...newcomers } = newcomerService(context)
  const service: TimesheetService = {
    ...weekService(context, weeks),
    ...peopleService(context),
    ...newcomers,
    ...absenceService(context),
    ...periodService(context),
    ...projectService(context),
    ...feedService(context),
    ...eventService(context),
    ...webhookService(context, webhookSender),
    ...reportService(context, options.reminderChannel),
    listEntries: (caller, filters, after, limit) =>
      reading(() => readPage(engine, pages, caller, filters, after, limit)),
    streamEntries: async (caller, filters) =>
      readingPages(await reading(() => readAll(engine, caller, filters))),
    getEntry: (caller, id) => reading(() => readEntry(reader, caller, id.toLowerCase())),
    createEntry: (caller, entry, idempotency, source) =>
      writer.write({ kind: 'create', caller, source, entry, idempotency }),
    pushEntries: (caller, items, { dryRun, source, idempotency }) =>
      dryRun
        ? writer.rehearse({ kind: 'push', caller, source, items })
        : writer.write({ kind: 'push', caller, source, items, idempotency }),
    updateEntry: (caller, id, patch, ifMatch) =>
      writer.write({ kind: 'update', caller, id: id.toLowerCase(), patch, ifMatch }),
    async deleteEntry(caller, id, ifMatch) {
      await writer.write({ kind: 'delete', caller, id: id.toLowerCase(), ifMatch })
    },
    policy: () => reading(() => readPolicy(reader)),
    updatePolicy: (caller, patch, ifMatch) =>
      changeInTurn(context, async (transaction) => {
        const { policy, event } = await decidePolicy(
          caller,
          { patch, ifMatch, nowMs: now() },
          {
            before: await readPolicy(transaction),
            closedThrough: closedThrough(await readClosings(transaction)),
            withIdsPerPerson: (sources) => sourcesWithIdsPerPerson(transaction, sources),
            peopleOfCalendars: () => peopleOfCalendars(transaction),
          },
        )
        if (event) {
          await writePolicy(engine, transaction, policy)
          await appendEvents(engine, transaction, [event])
        }
        return policy
      }),
    ready: () => reading(readiness.check),
  }

  return {
    service,
    engine: engine.name,
    database,
    proofs,
    requestCounts: database.name === 'postgres' ? storedCounts(database) : undefined,
    restored,
    figures: () => ({ ...database.figures(), ...writer.backlog }),
    onCommit(listener) {
      listeners.push(listener)
    },
    async close() {
      clearInterval(deleting)
      await newcomersNoted()
      await writer.idle()
      webhookSender.close()
      await engine.close()
    },
  }

  async function* readingPages<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
    const iterator = pages[Symbol.asyncIterator]()
    try {
      for (;;) {
        const { done, value } = await reading(() => iterator.next())
        if (done) return
        yield value
      }
    } finally {
      await iterator.return?.()
    }
  }

  async function reading<T>(read: () => Promise<T>): Promise<T> {
    try {
      const rolling = rollTerms()
      if (rolling) await rolling
      return await read()
    } catch (error) {
      const translated = engine.translated(error)
      if (translated instanceof DatabaseUnavailableError) throw databaseUnavailable(translated)
      throw error
    }
  }
}
