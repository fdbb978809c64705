import type { NewProject } from '../../../src/model/catalogue.ts'
import type { NewEntry } from '../../../src/model/entry.ts'
import type { NewPerson } from '../../../src/model/person.ts'
import type { PolicyPatch } from '../../../src/model/policy.ts'
import type { WeekStatus } from '../../../src/model/week.ts'

/**
 * One case of the table that rules, server, CLI and fake API are held against. A test that runs it
 *
 * 1. has `stored` pushed in a batch by the caller, on an empty database with the default policy;
 * 2. sets the status of the week, the policy and the catalogue of projects, where the case names them;
 * 3. has `entry` sent by the same caller, and compares the result with `verdict`.
 */
export interface RuleCase {
  readonly name: string
  /** The difference from the default policy when `entry` is sent. */
  readonly policy?: PolicyPatch
  /** The catalogue when `entry` is sent; default: none. */
  readonly projects?: Readonly<Record<string, NewProject>>
  /** The roster record of `people.own` when `entry` is sent; default: none. */
  readonly person?: NewPerson
  /** Further terms of this person, each from its day on. */
  readonly laterTerms?: readonly NewPerson[]
  /** The status of the week of `people.own` that holds `date`. */
  readonly week?: { readonly date: string; readonly status: WeekStatus }
  readonly stored?: readonly NewEntry[]
  /** The source that the caller names with `entry`; default: none. */
  readonly source?: string
  /** The sender: the person `people.own`, or a machine client. */
  readonly caller: 'person' | 'machine'
  /** Alone (`POST /timesheets`), which refuses an `externalId` that is taken; default: in a batch of one. */
  readonly via?: 'single'
  /** As it is sent; it need not be an entry. */
  readonly entry: Readonly<Record<string, unknown>>
  readonly verdict: {
    readonly status: 'created' | 'updated' | 'unchanged' | 'rejected'
    /** The code of the problem that rejects it. */
    readonly code?: string
    /** The codes of the warnings that go along with it. */
    readonly warnings?: readonly string[]
    /** The week of the entry afterwards: its expected hours, and the codes of its flags. */
    readonly week?: { readonly expectedHours: number | null; readonly flags: readonly string[] }
  }
}

/** The owners of the entries. Without an empty database for each case, each case needs people of its own. */
export interface People {
  readonly own: string
  readonly other: string
}

/** An entry with its owner. */
export type Entry = NewEntry & { readonly userId: string }

export const created = { status: 'created' } as const
export const rejected = (code: string) => ({ status: 'rejected', code }) as const
