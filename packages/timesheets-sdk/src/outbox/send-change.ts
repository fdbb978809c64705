import { TimesheetsError } from '../client/errors.ts'
import type { Entries } from '../client/resources/entries.ts'
import type { Entry, EntryPatch, NewEntry } from '../model/entry.ts'
import { minutesFromHours } from '../model/hours.ts'
import type { Violation } from '../model/violation.ts'
import { patched, type QueuedChange, type QueuedCreation, type Refusal } from './queued-change.ts'

/** The client's methods that sending takes. */
export type EntryWriter = Pick<Entries, 'create' | 'update' | 'delete' | 'get'>

/** The result of sending a change. */
export type Outcome =
  | { readonly kind: 'stored'; readonly entry: Entry; readonly warnings: readonly Violation[] }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export interface SendContext {
  readonly entries: EntryWriter
  /** The person whose token is sent; `null`: a machine client. */
  readonly userId: string | null
  readonly signal: AbortSignal | undefined
  /** Confirms that the token is still the owner's: of other people, entries are not found. */
  readonly confirmOwner: () => Promise<unknown>
}

/** Somebody else may change an entry between reading and writing, but not as often as this. */
const maximumRebases = 5

/**
 * Sends a change that may have been sent before, so that it takes effect once.
 *
 * A creation is recognized by its `Idempotency-Key` and its `externalId`. An edit or a deletion is bound to
 * the version that the person changed. If there is a newer one, its content shows whether the change has
 * arrived, can be applied to it, or needs the person's decision.
 *
 * @throws {TimesheetsError} when the API could not be reached, or did not accept the sign-in
 */
export async function sendChange(change: QueuedChange, context: SendContext): Promise<Outcome> {
  try {
    return change.kind === 'create' ? await create(change, context) : await apply(change, context)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return refused(error.code, error.problem?.detail ?? error.message)
  }
}

async function create(change: QueuedCreation, context: SendContext): Promise<Outcome> {
  const { entry, idempotencyKey } = change
  // Named even if it is the caller: should somebody else sign in meanwhile, the API rejects it.
  const userId = entry.userId ?? context.userId ?? undefined
  const body = userId === undefined ? entry : { ...entry, userId }
  try {
    const { signal } = context
    const {
      warnings = [],
      created: _,
      ...stored
    } = await context.entries.create(body, { idempotencyKey, signal })
    return { kind: 'stored', entry: stored, warnings }
  } catch (error) {
    const id = isCode(error, 'external_id_taken') ? error.problem?.id : undefined
    const theirs = id === undefined ? null : await find(id, context)
    if (theirs === null) throw error
    if (!change.isOwnId) return refused('external_id_taken', messageOf(error), theirs)
    // Made by an earlier attempt, and changed since. What the person edits next in this queue is what they
    // saw, with a version that the API does not have.
    return { kind: 'stored', entry: { ...theirs, ...contentOf(entry, theirs), version: 0 }, warnings: [] }
  }
}

async function apply(change: Exclude<QueuedChange, QueuedCreation>, context: SendContext): Promise<Outcome> {
  const seen = change.base
  if (seen === undefined) throw new TypeError(`The entry of the queued change ${change.id} is unknown`)
  let base = seen
  for (let rebases = 0; ; rebases++) {
    try {
      return await write(change, base, context)
    } catch (error) {
      const isGone = isCode(error, 'not_found')
      if (!isGone && !isCode(error, 'precondition_failed')) throw error
      const theirs = isGone ? null : await find(base.id, context)
      if (theirs === null) {
        await context.confirmOwner()
        return change.kind === 'delete' ? { kind: 'deleted' } : refused('not_found', deletedMeanwhile, null)
      }
      if (change.kind === 'update' && hasMembers(theirs, patched(theirs, change.patch)))
        return { kind: 'stored', entry: theirs, warnings: [] }
      const touched = change.kind === 'update' ? (Object.keys(change.patch) as Member[]) : members
      const isUntouched = hasMembers(theirs, seen, touched)
      if (!isUntouched) return refused('changed_meanwhile', changedMeanwhile, theirs)
      if (rebases >= maximumRebases) throw error
      base = theirs
    }
  }
}

async function write(
  change: Exclude<QueuedChange, QueuedCreation>,
  base: Entry,
  { entries, signal }: SendContext,
): Promise<Outcome> {
  if (change.kind === 'delete') {
    await entries.delete(base.id, { basedOn: base, signal })
    return { kind: 'deleted' }
  }
  const { warnings = [], ...entry } = await entries.update(base.id, change.patch, { basedOn: base, signal })
  return { kind: 'stored', entry, warnings }
}

async function find(id: string, { entries, signal }: SendContext): Promise<Entry | null> {
  try {
    return await entries.get(id, { signal })
  } catch (error) {
    if (isCode(error, 'not_found')) return null
    throw error
  }
}

const members = ['date', 'project', 'hours', 'note', 'billable'] as const satisfies (keyof EntryPatch)[]
type Member = (typeof members)[number]

function hasMembers(a: NewEntry, b: NewEntry, names: readonly Member[] = members): boolean {
  return names.every((name) =>
    name === 'hours'
      ? // The API returns a third of an hour as 0.3333, however it was typed.
        minutesFromHours(a.hours) === minutesFromHours(b.hours)
      : (a[name] || undefined) === (b[name] || undefined),
  )
}

function contentOf(entry: NewEntry, { billable }: Entry): Pick<Entry, Member> {
  const { date, project, hours, note } = entry
  return { date, project, hours, note, billable: entry.billable ?? billable }
}

function refused(code: string, message: string, theirs?: Entry | null): Outcome {
  return { kind: 'refused', refusal: { code, message, ...(theirs === undefined ? {} : { theirs }) } }
}

const deletedMeanwhile = 'the entry was deleted meanwhile: retry to log it again, or discard your change'
const changedMeanwhile =
  'the entry was changed meanwhile: retry to store your change, or discard it to keep the other'

function isCode(error: unknown, code: string): error is TimesheetsError {
  return error instanceof TimesheetsError && error.code === code
}

/** Whether the API looked at the change and did not take it. */
function isRefusal(error: unknown): error is TimesheetsError {
  if (!(error instanceof TimesheetsError) || error.code === 'idempotency_key_in_use') return false
  return error.kind === 'refused' || error.code === 'insufficient_scope'
}

function messageOf(error: unknown): string {
  return error instanceof TimesheetsError ? (error.problem?.detail ?? error.message) : String(error)
}
