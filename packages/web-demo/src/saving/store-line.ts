import { type Entries, TimesheetsError } from 'timesheets-sdk/client'
import type { Entry, NewEntry } from 'timesheets-sdk/model'
import type { Said } from '../texts/said.ts'
import { type Content, contentOf, isSameContent, mergeChanges, patchBetween } from './content.ts'
import { type Creation, externalIdOf, type Line } from './line.ts'

/** The part of the client that the queue uses. */
export type EntryWriter = Pick<Entries, 'create' | 'update' | 'delete' | 'get'>

/** The result of an attempt to store a line. */
export type Outcome =
  | { readonly kind: 'stored'; readonly entry: Entry | undefined; readonly warnings: readonly Said[] }
  /** To be tried again, from what is stored now. */
  | {
      readonly kind: 'rebased'
      readonly base: Entry | undefined
      readonly wanted: Content | null
      readonly anonymous?: boolean
    }
  | { readonly kind: 'conflict'; readonly theirs: Entry | null }

/** The creation that a line needs next, if it needs one. */
export function creationOf(line: Line, newKey: () => string): Creation | undefined {
  if (line.creation) return line.creation
  const { base, wanted, date, project } = line
  if (base !== undefined || wanted === null) return undefined
  const externalId = line.anonymous ? undefined : externalIdOf(line)
  const entry: NewEntry = {
    date,
    project,
    hours: wanted.hours,
    billable: wanted.billable,
    ...(wanted.note === '' ? {} : { note: wanted.note }),
    ...(externalId !== undefined && { externalId }),
  }
  return { entry, idempotencyKey: newKey() }
}

/**
 * Stores the wanted content of a line: creates, changes or deletes its entry, if necessary. If the entry has
 * changed meanwhile, changes to different members are merged.
 *
 * @throws {TimesheetsError} for all that is not about another's change
 */
export async function storeLine(line: Line, writer: EntryWriter): Promise<Outcome> {
  const { base, wanted, creation } = line
  try {
    if (creation) {
      const { warnings, ...entry } = await writer.create(creation.entry, creation)
      return stored(entry, warnings)
    }
    if (base === undefined) return stored(undefined)
    if (wanted === null) {
      await writer.delete(base.id, { basedOn: base })
      return stored(undefined)
    }
    const moved = line.project === base.project ? undefined : { project: line.project }
    const changed = patchBetween(contentOf(base), wanted)
    if (!moved && !changed) return stored(base)
    const patch = { ...moved, ...changed }
    const { warnings, ...entry } = await writer.update(base.id, patch, { basedOn: base })
    return stored(entry, warnings)
  } catch (error) {
    const id = idOfOther(error, base)
    if (id === undefined) throw error
    return reconcile(line, await find(id, writer))
  }
}

function stored(entry: Entry | undefined, warnings: readonly Said[] = []): Outcome {
  return { kind: 'stored', entry, warnings }
}

/** The entry to look at, where the error says that it is not as it was thought to be. */
function idOfOther(error: unknown, base: Entry | undefined): string | undefined {
  if (!(error instanceof TimesheetsError)) return undefined
  if (error.code === 'external_id_taken') return error.problem?.id
  return error.code === 'precondition_failed' || error.code === 'not_found' ? base?.id : undefined
}

async function find(id: string, writer: EntryWriter): Promise<Entry | null> {
  try {
    return await writer.get(id)
  } catch (error) {
    if (error instanceof TimesheetsError && error.code === 'not_found') return null
    throw error
  }
}

function reconcile(line: Line, found: Entry | null): Outcome {
  const { base, wanted, date, project } = line
  const isHere = found?.date === date && (found.project === project || found.project === base?.project)
  const theirs = isHere ? found : null
  // The external id belongs to an entry that was moved elsewhere since: that one is none of this cell's.
  if (base === undefined && theirs === null)
    return { kind: 'rebased', base: undefined, wanted, anonymous: true }
  if (theirs === null) {
    return wanted === null
      ? { kind: 'stored', entry: undefined, warnings: [] }
      : { kind: 'conflict', theirs: null }
  }
  const now = contentOf(theirs)
  if (isSameContent(now, wanted) && theirs.project === project) {
    return { kind: 'stored', entry: theirs, warnings: [] }
  }
  if (base === undefined) return { kind: 'conflict', theirs }
  // Only the week's status, or something that is not shown here, has changed.
  if (isSameContent(now, contentOf(base))) return { kind: 'rebased', base: theirs, wanted }
  const merged = wanted && mergeChanges(contentOf(base), wanted, now)
  return merged ? { kind: 'rebased', base: theirs, wanted: merged } : { kind: 'conflict', theirs }
}
