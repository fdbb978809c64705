import { type Entry, minutesFromHours, type Policy } from 'timesheets-sdk/model'
import { type Catalogue, judgeEntry, judgeEntryDeletion, nothingStored } from 'timesheets-sdk/rules'
import { type Content, isSameContent } from '../../saving/content.ts'
import type { LineChange } from '../../saving/line.ts'
import type { Said } from '../../texts/said.ts'
import type { EntryRow } from './entry-rows.ts'

/** The new values for several entries. An absent member stays as it is; an empty note is removed. */
export interface BulkChange {
  readonly project?: string | undefined
  readonly note?: string | undefined
  readonly billable?: boolean | undefined
}

/** The changes that the rules allow, and the entries that stay as they are. */
export interface BulkPlan {
  readonly changes: readonly LineChange[]
  readonly refused: readonly RefusedRow[]
}

export interface RefusedRow {
  readonly row: EntryRow
  readonly reason: Said
}

export interface BulkRules {
  readonly policy: Policy
  readonly catalogue: Catalogue
  readonly nowMs: number
}

/** Plans one change of many entries. Entries that already have the new content are in neither list. */
export function planChange(rows: readonly EntryRow[], change: BulkChange, rules: BulkRules): BulkPlan {
  const { policy, catalogue, nowMs } = rules
  const wantedOf = ({ content }: EntryRow): Content => ({
    ...content,
    note: change.note ?? content.note,
    billable: change.billable ?? content.billable,
  })
  const projectOf = (row: EntryRow) => change.project ?? row.project
  const changed = rows.filter(
    (row) => projectOf(row) !== row.project || !isSameContent(wantedOf(row), row.content),
  )
  return plan(changed, projectOf, wantedOf, (row) => {
    const { entry } = row
    const before = { ...entry, minutes: minutesFromHours(entry.hours) ?? 0 }
    const after = { date: entry.date, hours: entry.hours, project: projectOf(row) }
    // Date and hours stay, so the other hours of the day do not matter.
    const facts = { ...nothingStored, weekStatus: entry.status }
    return judgeEntry({ before, after, facts }, policy, catalogue, nowMs).errors[0]
  })
}

/** Plans the deletion of many entries. */
export function planDeletion(rows: readonly EntryRow[], { policy }: BulkRules): BulkPlan {
  return plan(
    rows,
    (row) => row.project,
    () => null,
    ({ entry }) => judgeEntryDeletion(entry, entry.status, policy).errors[0],
  )
}

function plan(
  rows: readonly EntryRow[],
  projectOf: (row: EntryRow) => string,
  wantedOf: (row: EntryRow) => Content | null,
  judge: (row: EntryRow) => Said | undefined,
): BulkPlan {
  const changes: LineChange[] = []
  const refused: RefusedRow[] = []
  for (const row of rows) {
    const reason = judge(row)
    if (reason) refused.push({ row, reason })
    else changes.push({ target: targetOf(row.entry, projectOf(row)), wanted: wantedOf(row) })
  }
  return { changes, refused }
}

function targetOf(base: Entry, project: string): LineChange['target'] {
  return { key: base.id, date: base.date, project, base }
}
