import { type TimesheetsClient, TimesheetsError } from 'timesheets-sdk/client'
import { type Entry, type EntryPatch, type NewEntry, newEntryOf, weekOf } from 'timesheets-sdk/model'
import { lockedStatuses } from 'timesheets-sdk/rules'
import type { NotedEntry } from '../../state/last-change.ts'

/** The outcome for one change. */
export type Outcome =
  /** It was taken back, or would be. */
  | { readonly result: 'deleted' | 'changedBack' | 'restored' }
  /** There is nothing to take back: the entry was deleted, changed or restored since. */
  | { readonly result: 'missing' | 'kept' }
  /** The rules or the event log do not allow it now. */
  | { readonly result: 'refused'; readonly code: string; readonly message: string }

interface TakeBackOptions {
  readonly dryRun: boolean
  readonly signal: AbortSignal
  /** The client that asks: its own entries need no source. */
  readonly clientId: string
}

/**
 * Takes back one change, as long as nobody has changed the entry since. The event log has the former content.
 *
 * @throws {TimesheetsError} if the API is unavailable or the caller may not do this at all
 */
export async function takeBack(
  client: TimesheetsClient,
  noted: NotedEntry,
  options: TakeBackOptions,
): Promise<Outcome> {
  try {
    return noted.change === 'deleted'
      ? await restore(client, noted, options)
      : await revert(client, noted, options)
  } catch (error) {
    if (!(error instanceof TimesheetsError) || error.kind !== 'refused' || error.status === 403) throw error
    // A machine client has to name the person whose events to read, and an earlier version noted none.
    if (error.code === 'user_id_required') return contentUnknown
    if (error.code === 'not_found') return { result: 'missing' }
    if (error.code === 'precondition_failed') return { result: 'kept' }
    return { result: 'refused', code: error.code, message: error.message }
  }
}

/** Deletes an added entry, or gives a changed one its former content. */
async function revert(
  client: TimesheetsClient,
  noted: NotedEntry,
  { dryRun, signal }: TakeBackOptions,
): Promise<Outcome> {
  const isAdded = noted.change === 'added'
  const current = await client.entries.get(noted.id, { signal })
  if (current.version !== (isAdded ? 1 : noted.version)) return { result: 'kept' }
  if (dryRun && lockedStatuses.includes(current.status)) {
    const message = `week ${weekOf(current.date)} of ${current.userId} is ${current.status}`
    return { result: 'refused', code: 'week_locked', message }
  }
  if (isAdded) {
    if (!dryRun) await client.entries.delete(noted.id, { basedOn: current, signal })
    return { result: 'deleted' }
  }
  const former = await formerContent(client, noted, signal)
  if (former === undefined) return contentUnknown
  if (!dryRun) await client.entries.update(noted.id, patchTo(former), { basedOn: current, signal })
  return { result: 'changedBack' }
}

/** Adds a deleted entry again, with its content and external id. It gets another id. */
async function restore(
  client: TimesheetsClient,
  noted: NotedEntry,
  { dryRun, signal, clientId }: TakeBackOptions,
): Promise<Outcome> {
  const former = await formerContent(client, noted, signal)
  if (former === undefined) return contentUnknown
  const entry = newEntryOf(former)
  const source = former.source === clientId ? undefined : former.source
  if (dryRun) return judged(client, entry, source, signal)
  // The same key each time: an undo that was cut off restores nothing twice.
  const idempotencyKey = `undo-${noted.id}`
  const { created } = await client.entries.create(entry, { source, idempotencyKey, signal })
  return { result: created ? 'restored' : 'kept' }
}

async function judged(
  client: TimesheetsClient,
  entry: NewEntry,
  source: string | undefined,
  signal: AbortSignal,
): Promise<Outcome> {
  let outcome: Outcome = { result: 'restored' }
  await client.entries.push([entry], {
    dryRun: true,
    source,
    signal,
    onOutcome({ status, problem }) {
      if (status === 'rejected') {
        const { code = 'rejected', detail = '' } = problem ?? {}
        outcome = { result: 'refused', code, message: detail }
      } else if (status !== 'created') outcome = { result: 'kept' }
    },
  })
  return outcome
}

/** The entry before the noted change; `undefined` if the caller cannot read that in the event log. */
async function formerContent(
  client: TimesheetsClient,
  { id, change, userId, version }: NotedEntry,
  signal: AbortSignal,
): Promise<Entry | undefined> {
  let former: Entry | undefined
  for await (const event of client.events.list({ entryId: id, userId }, { signal })) {
    if (event.action === 'entry.deleted' && change === 'deleted') former = event.before
    if (event.action === 'entry.updated' && event.after.version === version) former = event.before
  }
  return former
}

function patchTo({ date, project, hours, note, billable }: Entry): EntryPatch {
  return { date, project, hours, note: note ?? null, billable }
}

const contentUnknown: Outcome = {
  result: 'refused',
  code: 'former_content_unknown',
  message: 'its former content cannot be read in the event log: change it by hand',
}
