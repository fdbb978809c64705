import type { PushOutcome, PushSummary, TimesheetsClient } from 'timesheets-sdk/client'
import { type Me, WarningGroups } from 'timesheets-sdk/contract'
import type { ImportedEntry } from 'timesheets-sdk/import'
import type { InputFile } from '../../../io/files/input-file.ts'
import type { Io } from '../../../io/io.ts'
import { type ExitCode, exitCodes } from '../../../io/outcome/exit-codes.ts'
import { exitCodeOfSignal } from '../../../io/outcome/failure.ts'
import { plainText } from '../../../io/terminal/plain-text.ts'
import type { Progress } from '../../../io/terminal/progress-line.ts'
import type { Screen } from '../../../io/terminal/screen.ts'
import type { ChangeNotes } from '../../../state/last-change.ts'
import type { RejectionReport } from './rejection-report.ts'
import type { PushResult, Tally } from './result.ts'
import type { Rejection } from './source.ts'
import { isRejection, type PushSource } from './source.ts'
import { deleteSurplus, entryLine, resultLine, type SyncPlan, type SyncResult } from './sync.ts'
import { type FileTotals, isAsExpected, StoredEntries, type StoredSums } from './totals.ts'
import type { PushView } from './view.ts'

/** All that a push has got together before it begins. */
export interface PushRunOptions {
  readonly io: Io
  readonly screen: Screen
  readonly client: TimesheetsClient
  /** As it was named. */
  readonly path: string
  readonly file: InputFile
  readonly source: PushSource
  /** The source that the push names; `undefined`: the client's own. */
  readonly pushSource: string | undefined
  readonly dryRun: boolean
  /** When the command began, in milliseconds since the epoch. */
  readonly startedAtMs: number
  readonly view: PushView
  readonly report: RejectionReport
  readonly me: Pick<Me, 'isMachine' | 'userId'>
  /** The sums of the file, if they are to be compared with the API's. */
  readonly totals: FileTotals | undefined
  /** The entries to delete after a push without rejections. */
  readonly sync: SyncPlan | undefined
  /** For `timesheets undo`. */
  readonly notes: ChangeNotes
}

/** Whether the file, the view or the report failed, and not the push. */
function isOwnFailure(error: unknown): error is Error {
  return error instanceof Error && 'kind' in error && error.kind === 'caller_failed'
}

/** One push: rows from their source to the API, and what becomes of each to the view and the report. */
export class PushRun {
  readonly #options: PushRunOptions
  readonly #tally: Tally = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, warned: 0 }
  readonly #stored = new StoredEntries()
  #rejectedByApi = 0
  readonly #warnings = new WarningGroups<{ readonly line: number }>()
  // Earlier steps, such as getting a token, do not predict how long the rest takes.
  #firstRowAtMs = 0

  constructor(options: PushRunOptions) {
    this.#options = options
  }

  /**
   * Pushes all that can be pushed; tells the result also when it fails, and fails then with what went wrong.
   */
  async run(): Promise<ExitCode> {
    const { io, screen, view, report, dryRun, notes } = this.#options
    this.#firstRowAtMs = io.now()
    screen.begin(dryRun ? 'Judging' : 'Pushing', () => this.#progress())
    let failure: { readonly error: unknown } | undefined
    let summary: PushSummary | undefined
    try {
      summary = await this.#push()
    } catch (error) {
      failure = { error: isOwnFailure(error) ? error.cause : error }
    }
    screen.end()
    if (!dryRun) await notes.keep()
    const isAborted = failure !== undefined || summary?.aborted === true
    const reportPath = await report.finish(this.#tally.rejected, !isAborted)
    const synced = isAborted ? undefined : await this.#sync()
    const stored = isAborted ? undefined : await this.#readBack()
    await view.finished(
      { ...this.#result(isAborted), ...(stored ? { stored } : {}), ...(synced ? { synced } : {}) },
      reportPath,
    )
    if (failure) throw failure.error
    if (report.failure) throw report.failure
    if (summary?.aborted) return exitCodeOfSignal(io.stop)
    if (stored && !isAsExpected(stored)) return exitCodes.rejected
    if (synced && synced.notDeleted.length > 0) return exitCodes.rejected
    return this.#tally.rejected > 0 ? exitCodes.rejected : exitCodes.done
  }

  #push(): Promise<PushSummary> {
    const { io, screen, client, pushSource, dryRun } = this.#options
    return client.entries.push(this.#rows(), {
      toEntry: ({ entry }) => entry,
      source: pushSource,
      dryRun,
      signal: io.stop,
      onOutcome: (outcome) => this.#settle(outcome),
      onProgress: () => screen.tick(),
    })
  }

  /** Deletes what is not in the file, or lists it in a dry run. */
  async #sync(): Promise<SyncResult | undefined> {
    const { io, client, screen, sync, dryRun, notes } = this.#options
    if (sync === undefined) return undefined
    if (dryRun) {
      for (const entry of sync.surplus) await screen.note(`would be deleted: ${entryLine(entry)}`)
      return undefined
    }
    if (this.#rejectedByApi > 0) {
      await screen.note('Nothing was deleted, because rows were rejected: correct them, then run it again.')
      return undefined
    }
    const result = await deleteSurplus(client, sync, io.stop, ({ id, userId, version }) =>
      notes.note({ id, change: 'deleted', userId, version }),
    ).finally(() => notes.keep())
    for (const { id, message } of result.notDeleted) {
      await screen.note(plainText(`not deleted: ${id}  ${message}`))
    }
    await screen.note(resultLine(result))
    return result
  }

  async #readBack(): Promise<readonly StoredSums[] | undefined> {
    const { io, client, me, totals, dryRun, screen } = this.#options
    if (totals === undefined || dryRun) return undefined
    try {
      return await this.#stored.readBack(client, me, totals, io.stop)
    } catch (error) {
      // The push is done: a machine client without the scope to read still gets its result.
      const { name, message } = error as Error
      if (name !== 'TimesheetsError') throw error
      await screen.note(plainText(`The stored hours could not be read back: ${message}`))
      return undefined
    }
  }

  async *#rows(): AsyncGenerator<ImportedEntry> {
    const { io, source, view } = this.#options
    for await (const portion of source.rows()) {
      for (const row of portion) {
        // Rows that are no entries never leave this loop, so that nothing else would stop it.
        if (io.stop.aborted) return
        this.#tally.read++
        view.read(row)
        if (isRejection(row)) await this.#reject(row)
        else yield row
      }
    }
  }

  #settle({
    item,
    status,
    id,
    version,
    problem,
    warnings = [],
  }: PushOutcome<ImportedEntry>): void | Promise<void> {
    if (status === 'rejected') {
      this.#rejectedByApi++
      return this.#reject(this.#options.source.rejectionOf(item, problem))
    }
    this.#tally[status]++
    if (this.#options.totals) this.#stored.add(id, item.entry)
    if (id !== undefined && status === 'created') this.#options.notes.note({ id, change: 'added' })
    if (id !== undefined && status === 'updated') {
      const { userId } = item.entry
      this.#options.notes.note({ id, change: 'updated', userId, version })
    }
    if (warnings.length > 0) {
      this.#tally.warned++
      this.#warnings.add({ line: item.line }, warnings)
    }
    return this.#options.view.accepted(item, status, warnings)
  }

  async #reject(rejection: Rejection): Promise<void> {
    this.#tally.rejected++
    await this.#options.report.add(rejection)
    await this.#options.view.rejected(rejection)
  }

  #progress(): Progress {
    const { io, file, source } = this.#options
    const { total } = source
    const { read, created, updated, unchanged, rejected } = this.#tally
    const done = created + updated + unchanged + rejected
    const elapsedMs = io.now() - this.#firstRowAtMs
    // Without a count, the share of the bytes that were read is right for the rows that were read, and some
    // of these are still on their way.
    const ofBytes = file.size ? (file.bytesRead / file.size) * (read === 0 ? 0 : done / read) : undefined
    return { done, total, fraction: total === undefined ? ofBytes : done / Math.max(1, total), elapsedMs }
  }

  #result(aborted: boolean): PushResult {
    const { io, path, source, dryRun, startedAtMs } = this.#options
    return {
      ...this.#tally,
      warnings: this.#warnings.list(),
      file: path,
      total: source.total,
      dryRun,
      aborted,
      elapsedMs: io.now() - startedAtMs,
    }
  }
}
