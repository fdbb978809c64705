import type { WarningGroup } from 'timesheets-sdk/contract'
import { formatDuration } from '../../../io/terminal/time-text.ts'
import type { Rejection } from './source.ts'
import type { SyncResult } from './sync.ts'
import type { StoredSums } from './totals.ts'

/** The outcomes of a file's rows so far. */
export interface Tally {
  /** Rows that were read, whether they are entries or not. */
  read: number
  created: number
  updated: number
  unchanged: number
  /** By the API, or because they can't be entries. */
  rejected: number
  /** Accepted, with a warning or several. */
  warned: number
}

/** The result of a push. */
export interface PushResult extends Readonly<Tally> {
  /** By code, with the lines of the first few of each. */
  readonly warnings: readonly WarningGroup<{ readonly line: number }>[]
  /** As it was named. */
  readonly file: string
  /** Rows in the file, where they were counted. */
  readonly total: number | undefined
  readonly dryRun: boolean
  /** Whether it ended before the file did: stopped, or failed. */
  readonly aborted: boolean
  readonly elapsedMs: number
  /** The hours by person in the API after the push, if they were read back. */
  readonly stored?: readonly StoredSums[] | undefined
  /** The deletions of a synchronization. */
  readonly synced?: SyncResult | undefined
}

/**
 * Rejections in the JSON object: the report file has all, and a machine that gets more than these has another
 * problem.
 */
const mostInJson = 10_000

/** Keeps the rejections for the JSON object, a bounded number of them. */
export class KeptRejections {
  readonly #kept: { line: number; code: string; message: string }[] = []
  #isTruncated = false

  add({ line, code, message }: Rejection): void {
    if (this.#kept.length < mostInJson) this.#kept.push({ line, code, message })
    else this.#isTruncated = true
  }

  /** The object of `push --json`. Members after `rejections` are there only when they are true. */
  json(result: PushResult, totals: unknown): string {
    const { file, read, created, updated, unchanged, rejected, warned, warnings, dryRun, aborted } = result
    return JSON.stringify({
      file,
      read,
      created,
      updated,
      unchanged,
      rejected,
      warned,
      warnings,
      rejections: this.#kept,
      ...(totals ? { totals } : {}),
      ...(result.stored ? { stored: result.stored } : {}),
      ...(result.synced ? { deleted: result.synced.deleted, notDeleted: result.synced.notDeleted } : {}),
      ...(this.#isTruncated ? { rejectionsTruncated: true } : {}),
      ...(dryRun ? { dryRun } : {}),
      ...(aborted ? { aborted } : {}),
    })
  }
}

/** The outcomes of the rows, in one line. */
export function summaryLine(result: PushResult): string {
  const { created, updated, unchanged, rejected, warned, dryRun, aborted, elapsedMs, total, read } = result
  const saved = created + updated + unchanged
  if (aborted) {
    const through = dryRun ? saved + rejected : saved
    const count = total === undefined ? String(through) : `${through} of ${total}`
    return dryRun
      ? `${count} judged. Nothing was stored.`
      : `${count} saved. Run the same command again to finish.`
  }
  if (read === 0) return 'No rows: nothing to push.'
  const parts = Object.entries({ created, updated, unchanged, rejected })
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${dryRun ? conditional(what) : what}`)
  if (warned > 0) parts.push(`${warned} of them with a warning`)
  const line = `${parts.join(', ')} in ${formatDuration(elapsedMs)}`
  return dryRun ? `${line}. Nothing was stored.` : line
}

/** The message of a push that was stopped before its first row. */
export const nothingSaved = '0 saved. Run the same command again to finish.'

/** The outcome that a dry run predicts for a row. */
export function conditional(status: string): string {
  return status === 'unchanged' ? status : `would be ${status}`
}
