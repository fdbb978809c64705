import { TimesheetsError } from 'timesheets-sdk/client'
import { type EventSubject, isSameContent } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'

/** Somebody else changed or removed a record after it was read, or a record to be added exists. */
export class RecordConflict<Stored> extends Error {
  override readonly name = 'RecordConflict'
  /** The record now; `undefined`: it was removed. */
  readonly theirs: Stored | undefined
  /** The `userId` of the person who added a record that was to be added; `undefined`: not known. */
  readonly addedBy: string | undefined

  constructor(theirs: Stored | undefined, addedBy?: string) {
    super('the record was changed meanwhile')
    this.theirs = theirs
    this.addedBy = addedBy
  }
}

/**
 * Does a change that is based on a record as it was read.
 *
 * @param read reads the record as it is now
 * @throws {RecordConflict} if it is another one by now
 */
export async function changeUnlessOvertaken<Stored, Result>(
  change: () => Promise<Result>,
  read: () => Promise<Stored>,
): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    if (!hasCode(error, 'precondition_failed')) throw error
    throw new RecordConflict(await read().catch(undefinedIfGone))
  }
}

type Subject = Extract<EventSubject, { readonly type: 'person' | 'project' }>

/**
 * Adds a record.
 *
 * @param add must fail if the record exists: `ifNoneMatch: '*'`
 * @param read reads the record that exists
 * @throws {RecordConflict} if there is one; it says who added it
 */
export async function addUnlessTaken<Stored, Result>(
  client: Pick<ApiClient, 'events'>,
  subject: Subject,
  add: () => Promise<Result>,
  read: () => Promise<Stored>,
): Promise<Result> {
  try {
    return await changeUnlessOvertaken(add, read)
  } catch (error) {
    if (!(error instanceof RecordConflict)) throw error
    // The name only helps: without it, the conflict is told all the same.
    throw new RecordConflict(error.theirs, await whoAdded(client, subject).catch(() => undefined))
  }
}

const newestEvents = 100

async function whoAdded(
  { events }: Pick<ApiClient, 'events'>,
  subject: Subject,
): Promise<string | undefined> {
  // Without a userId: administrators may not read a person's own events.
  const { data } = await events.page({ subject: subject.type, order: 'newest', limit: newestEvents })
  const added = data.find(
    (event) => event.action === `${subject.type}.added` && isSameContent(event.subject, subject),
  )
  return added?.actor
}

function undefinedIfGone(error: unknown): undefined {
  if (!hasCode(error, 'not_found')) throw error
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof TimesheetsError && error.code === code
}

type Values = Readonly<Record<string, string | boolean>>

/** The values of one form after two people changed them. */
export interface Merge<V extends Values> {
  /** The values of both; for those that both changed, the own ones. */
  readonly merged: V
  /** The values that both changed, in different ways. */
  readonly contested: readonly (string & keyof V)[]
  /** The values that only the other one changed. */
  readonly theirsAlone: readonly (string & keyof V)[]
}

/** @param base the values that both began from */
export function mergeValues<V extends Values>(base: V, mine: V, theirs: V): Merge<V> {
  const changed = Object.keys(theirs).filter((name) => theirs[name] !== base[name])
  const theirsAlone = changed.filter((name) => mine[name] === base[name])
  const taken = Object.fromEntries(theirsAlone.map((name) => [name, theirs[name]]))
  return {
    merged: { ...mine, ...taken },
    contested: changed.filter((name) => !theirsAlone.includes(name) && mine[name] !== theirs[name]),
    theirsAlone,
  }
}
