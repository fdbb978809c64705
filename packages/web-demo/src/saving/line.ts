import type { Entry, NewEntry } from 'timesheets-sdk/model'
import type { Said } from '../texts/said.ts'
import type { Content } from './content.ts'

/** The reason why a change was not saved. The application's own reasons are in the person's language. */
export type Refusal = Said

/** An entry, or one that is to be, in a cell of the grid. */
export interface LineTarget {
  /** Names the line for as long as it is on the screen: the id of its entry, or one of {@link newLineKey}. */
  readonly key: string
  readonly date: string
  readonly project: string
  /** The entry as the person saw it when they changed it; `undefined` for one that is to be made. */
  readonly base: Entry | undefined
}

/** The new content of a line. */
export interface LineChange {
  /** Where its project is not that of its entry, the entry moves there. */
  readonly target: LineTarget
  /** `null`: its entry is deleted. */
  readonly wanted: Content | null
}

export type LineStatus =
  /** In the queue, or waiting for the network or a sign-in. */
  | 'waiting'
  | 'saving'
  /** Stored; stays for a moment, so that it can be seen. */
  | 'saved'
  /** The rules, the API, or what was typed: see `refusal`. */
  | 'refused'
  /** Somebody else has changed the same: see `theirs`. */
  | 'conflict'

/** A creation that was sent. Until its outcome is known, it is sent again unchanged. */
export interface Creation {
  readonly entry: NewEntry
  readonly idempotencyKey: string
}

/** A line that is being saved, or could not be. */
export interface Line extends LineTarget {
  readonly status: LineStatus
  /** The content to store; `null`: none. */
  readonly wanted: Content | null
  /** The typed text, if it cannot be stored. */
  readonly typed?: string | undefined
  readonly refusal?: Refusal | undefined
  /** After a conflict that nobody has decided on: the entry as it is stored now; `null`: it is gone. */
  readonly theirs?: Entry | null | undefined
  readonly creation?: Creation | undefined
  /** Makes the entry without an external id: the cell's own is another entry's. */
  readonly anonymous?: boolean | undefined
}

/** The key of a cell's first line, the same in every tab. */
export function newLineKey(date: string, project: string): string {
  return `new:${date}:${project}`
}

/** The key of one more line beside those that a cell has. */
export function furtherLineKey(): string {
  return `more:${crypto.randomUUID()}`
}

/** Whether it is a line beside those that the cell had. */
export function isFurtherLine({ key }: Pick<LineTarget, 'key'>): boolean {
  return key.startsWith('more:')
}

/**
 * The external id of the entry that the grid creates for a line, if it has one. It is unique for the person
 * and this application: two tabs that fill the same cell do not create two entries, nor does a tab and its
 * duplicate, which has the same unsent lines.
 */
export function externalIdOf({ key, date, project }: LineTarget): string | undefined {
  if (isFurtherLine({ key })) return `week-grid:${key}`
  const id = `week-grid:${date}:${project}`
  return key === newLineKey(date, project) && id.length <= 128 ? id : undefined
}
