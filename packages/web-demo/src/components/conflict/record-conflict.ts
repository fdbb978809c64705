import { TimesheetsError } from 'timesheets-sdk/client'

/** Somebody else changed or removed a record after it was read, or a record to be added exists. */
export class RecordConflict<Stored> extends Error {
  override readonly name = 'RecordConflict'
  /** The record now; `undefined`: it was removed. */
  readonly theirs: Stored | undefined

  constructor(theirs: Stored | undefined) {
    super('the record was changed meanwhile')
    this.theirs = theirs
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

/**
 * Adds a record. The API's `PUT` would replace one that exists.
 *
 * @param isListed whether the list of records has this one: asking for one that does not exist is an error in
 *   the browser's log
 * @param read reads the record that exists
 * @throws {RecordConflict} if there is one
 */
export async function addUnlessListed<Stored, Result>(
  isListed: boolean,
  add: () => Promise<Result>,
  read: () => Promise<Stored>,
): Promise<Result> {
  const theirs = isListed ? await read().catch(undefinedIfGone) : undefined
  if (theirs !== undefined) throw new RecordConflict(theirs)
  return add()
}

function undefinedIfGone(error: unknown): undefined {
  if (!hasCode(error, 'not_found')) throw error
}

function hasCode(error: unknown, code: string): boolean {
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
