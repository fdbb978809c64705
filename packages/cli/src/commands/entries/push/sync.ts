import type { TimesheetsClient, TimesheetsError } from 'timesheets-sdk/client'
import type { Me } from 'timesheets-sdk/contract'
import { type ImportedRow, isRejected } from 'timesheets-sdk/import'
import { clockText, type Entry, minutesFromHours } from 'timesheets-sdk/model'
import { UsageError } from '../../../io/outcome/errors.ts'
import { plainText } from '../../../io/terminal/plain-text.ts'
import { listEntries } from './list-entries.ts'

/** The scope that `--sync` makes equal to the file: the entries of one source on these days. */
export interface SyncOptions {
  readonly from: string
  readonly to: string
  /** The greatest share of these entries that may be deleted, from 0 to 1. */
  readonly maxDeletions: number
}

/** The rows of a file by the ids of their entries. */
export class FileEntries {
  readonly #keys = new Set<string>()
  readonly people = new Set<string>()
  /**
   * A row whose entry is not known, or is on another day: its stored entry could be taken for a deleted one.
   */
  problem: string | undefined

  /** Adds a row. Rows that the tool marks as not work are no entries, so they protect nothing. */
  add(row: ImportedRow, { from, to }: SyncOptions): void {
    if (isRejected(row)) {
      if (row.violations[0]?.code !== 'not_work') this.problem ??= `line ${row.line} is rejected`
      return
    }
    const { id, externalId, userId, date } = row.entry
    if (userId !== undefined) this.people.add(userId)
    if (date < from || date > to) this.problem ??= `line ${row.line} is on ${date}`
    if (id !== undefined) this.#keys.add(id.toLowerCase())
    if (externalId !== undefined) this.#keys.add(keyOf(userId, externalId))
  }

  has({ id, externalId, userId }: Entry, ownUserId: string | null): boolean {
    if (this.#keys.has(id)) return true
    if (externalId === undefined) return false
    const isOwn = userId === ownUserId && this.#keys.has(keyOf(undefined, externalId))
    return isOwn || this.#keys.has(keyOf(userId, externalId))
  }
}

function keyOf(userId: string | undefined, externalId: string): string {
  return `${userId ?? ''}\n${externalId}`
}

/** The entries to delete after a push. */
export interface SyncPlan {
  /** Those that are stored and not in the file. */
  readonly surplus: readonly Entry[]
  /** For people. */
  readonly summary: string
}

/**
 * Finds the stored entries of a source that are not in the file. Nothing is changed.
 *
 * @throws {UsageError} if a row of the file is rejected or on another day, or if more would be deleted than
 *   may be
 */
export async function planSync(
  client: TimesheetsClient,
  file: FileEntries,
  { from, to, maxDeletions }: SyncOptions,
  {
    me,
    source,
    signal,
  }: { readonly me: Me; readonly source: string | undefined; readonly signal: AbortSignal },
): Promise<SyncPlan> {
  if (file.problem !== undefined) {
    throw new UsageError(
      `${file.problem}: --sync needs a file whose rows can all be stored from ${from} to ${to}. Nothing was changed`,
    )
  }
  const name = source ?? me.client
  const surplus: Entry[] = []
  let stored = 0
  for await (const entry of listEntries(client, me, { from, to, people: file.people, signal })) {
    if (entry.source !== name) continue
    stored++
    if (!file.has(entry, me.userId)) surplus.push(entry)
  }
  const share = stored === 0 ? 0 : surplus.length / stored
  const of = `${surplus.length} of ${stored} entries of ${name} from ${from} to ${to}`
  const summary = `${of} are not in the file (${percent(share)})`
  if (share <= maxDeletions) return { surplus, summary }
  throw new UsageError(
    `${summary}, and --max-deletions allows ${percent(maxDeletions)}: check the file and the dates, or allow more. Nothing was changed`,
  )
}

/** The result of the deletions. */
export interface SyncResult {
  readonly deleted: number
  readonly minutes: number
  readonly notDeleted: readonly { readonly id: string; readonly code: string; readonly message: string }[]
}

/**
 * Deletes entries as they were when they were listed: one that was changed since, or that is in a locked
 * week, stays and is reported.
 */
export async function deleteSurplus(
  client: TimesheetsClient,
  { surplus }: SyncPlan,
  signal: AbortSignal,
  onDeleted: (entry: Entry) => void,
): Promise<SyncResult> {
  const notDeleted: { id: string; code: string; message: string }[] = []
  let minutes = 0
  for (const entry of surplus) {
    try {
      await client.entries.delete(entry.id, { basedOn: entry, signal })
      onDeleted(entry)
      minutes += minutesFromHours(entry.hours) ?? 0
    } catch (error) {
      const { name, kind, status, code, message } = error as TimesheetsError
      if (name !== 'TimesheetsError' || kind !== 'refused' || status === 403) throw error
      // Somebody else deleted it.
      if (code !== 'not_found') notDeleted.push({ id: entry.id, code: code ?? 'rejected', message })
    }
  }
  return { deleted: surplus.length - notDeleted.length, minutes, notDeleted }
}

/** `auth0|maria  2026-11-12  ACME-42  7:30  <id>`. */
export function entryLine({ userId, date, project, hours, id }: Entry): string {
  return plainText([userId, date, project, clockText(minutesFromHours(hours) ?? 0), id].join('  '))
}

export function resultLine({ deleted, minutes, notDeleted }: SyncResult): string {
  const line = `${deleted} deleted, ${clockText(minutes)} h`
  return notDeleted.length === 0 ? line : `${line}; ${notDeleted.length} could not be deleted`
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10}%`
}
