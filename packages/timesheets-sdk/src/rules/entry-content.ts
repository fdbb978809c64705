import type { EntryPatch, EntryRecord, ParsedEntry } from '../model/entry.ts'
import { hoursFromMinutes, minutesFromHours } from '../model/hours.ts'

/** The members of an entry that a caller can change, with hours as sent. */
export type EntryContent = Pick<EntryRecord, 'date' | 'project' | 'note' | 'billable'> & {
  readonly hours: number
}

/**
 * The content that a caller sent, with its defaults. Without `billable`, the stored value is kept if the
 * project is the same: a repeated push does not undo a correction that another person made since.
 *
 * @param billableOn the default for entries on a project
 */
export function contentOf(
  { date, project, hours, note, billable }: ParsedEntry,
  before: EntryRecord | undefined,
  billableOn: (project: string) => boolean,
): EntryContent {
  const kept = before?.project === project ? before.billable : undefined
  return { date, project, hours, note: note || null, billable: billable ?? kept ?? billableOn(project) }
}

/** The content of a stored entry after a patch. */
export function patchedContent(before: EntryRecord, patch: EntryPatch): EntryContent {
  return {
    date: patch.date ?? before.date,
    project: patch.project ?? before.project,
    hours: patch.hours ?? hoursFromMinutes(before.minutes),
    note: patch.note === undefined ? before.note : patch.note || null,
    billable: patch.billable ?? before.billable,
  }
}

/** Whether a stored entry already has this content. */
export function hasContent(record: EntryRecord, content: EntryContent): boolean {
  return (
    record.date === content.date &&
    record.project === content.project &&
    record.minutes === minutesFromHours(content.hours) &&
    record.note === content.note &&
    record.billable === content.billable
  )
}
