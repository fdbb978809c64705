import { type Entry, type EntryPatch, minutesFromHours } from 'timesheets-sdk/model'

/** The members of an entry that a person sets in the grid. `note` is `''` if there is none. */
export interface Content {
  readonly hours: number
  readonly note: string
  readonly billable: boolean
}

export function contentOf(entry: Entry): Content {
  return { hours: entry.hours, note: entry.note ?? '', billable: entry.billable }
}

/** Whole minutes; 0 for no content. */
export function minutesOf(content: Content | null): number {
  return content === null ? 0 : (minutesFromHours(content.hours) ?? Math.round(content.hours * 60))
}

export function isSameContent(a: Content | null, b: Content | null): boolean {
  if (a === null || b === null) return a === b
  return isSameTime(a.hours, b.hours) && a.note === b.note && a.billable === b.billable
}

// The API returns a third of an hour as 0.3333, however it was typed.
function isSameTime(a: number, b: number): boolean {
  return Math.round(a * 60) === Math.round(b * 60)
}

/** The patch that makes `after` of `before`: only what differs, or `undefined` where nothing does. */
export function patchBetween(before: Content, after: Content): EntryPatch | undefined {
  const patch: EntryPatch = {
    ...(isSameTime(before.hours, after.hours) ? {} : { hours: after.hours }),
    ...(before.note === after.note ? {} : { note: after.note === '' ? null : after.note }),
    ...(before.billable === after.billable ? {} : { billable: after.billable }),
  }
  return Object.keys(patch).length > 0 ? patch : undefined
}

/**
 * Merges both changes of `base`; `undefined` if both set one member to different values, and a person has to
 * decide.
 */
export function mergeChanges(base: Content, mine: Content, theirs: Content): Content | undefined {
  const hours = mergeMember(base.hours, mine.hours, theirs.hours, isSameTime)
  const note = mergeMember(base.note, mine.note, theirs.note)
  const billable = mergeMember(base.billable, mine.billable, theirs.billable)
  return hours && note && billable
    ? { hours: hours.value, note: note.value, billable: billable.value }
    : undefined
}

function mergeMember<T>(
  base: T,
  mine: T,
  theirs: T,
  isSame: (a: T, b: T) => boolean = Object.is,
): { readonly value: T } | undefined {
  if (isSame(mine, base) || isSame(mine, theirs)) return { value: theirs }
  return isSame(theirs, base) ? { value: mine } : undefined
}
