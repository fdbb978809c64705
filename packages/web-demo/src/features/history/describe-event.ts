import type { Entry, Event } from 'timesheets-sdk/model'

/** A member of an entry that was changed, with what it was and what it is. */
export interface MemberChange {
  readonly member: 'date' | 'project' | 'hours' | 'note' | 'billable'
  readonly before: string | number | boolean
  readonly after: string | number | boolean
}

/** The content of an event of an entry or a week, for people. */
export type EventStory =
  | { readonly kind: 'entry-created' | 'entry-deleted'; readonly entry: EntryFacts }
  | { readonly kind: 'entry-updated'; readonly entry: EntryFacts; readonly changes: readonly MemberChange[] }
  /** `hours`: what was submitted. */
  | { readonly kind: 'week'; readonly action: WeekStep; readonly hours: number | undefined }
  /** Of a later version of the API. */
  | { readonly kind: 'other'; readonly action: string }

export type WeekStep = 'submitted' | 'recalled' | 'approved' | 'rejected' | 'reopened'
export type EntryFacts = Pick<Entry, 'date' | 'project' | 'hours'> & Partial<Pick<Entry, 'note' | 'billable'>>

const weekSteps: readonly string[] = ['submitted', 'recalled', 'approved', 'rejected', 'reopened']
const members = ['date', 'project', 'hours', 'note', 'billable'] as const

/** The story of an event, without technical members such as versions. */
export function storyOf({ action, before, after }: Event): EventStory {
  const [noun, step = ''] = action.split('.')
  if (noun === 'week' && weekSteps.includes(step)) {
    const { totalHours } = record(after)
    return {
      kind: 'week',
      action: step as WeekStep,
      hours: typeof totalHours === 'number' ? totalHours : undefined,
    }
  }
  const [was, is] = [entryFacts(before), entryFacts(after)]
  if (action === 'entry.created' && is) return { kind: 'entry-created', entry: is }
  if (action === 'entry.deleted' && was) return { kind: 'entry-deleted', entry: was }
  if (action === 'entry.updated' && was && is) {
    return { kind: 'entry-updated', entry: was, changes: changesBetween(was, is) }
  }
  return { kind: 'other', action }
}

function changesBetween(was: EntryFacts, is: EntryFacts): MemberChange[] {
  return members.flatMap((member) => {
    const [before, after] = [was[member] ?? missing(member), is[member] ?? missing(member)]
    return before === after ? [] : [{ member, before, after }]
  })
}

function missing(member: MemberChange['member']): string | boolean {
  return member === 'billable' ? true : ''
}

function entryFacts(value: unknown): EntryFacts | undefined {
  const { date, project, hours, note, billable } = record(value)
  if (typeof date !== 'string' || typeof project !== 'string' || typeof hours !== 'number') return undefined
  return {
    date,
    project,
    hours,
    ...(typeof note === 'string' ? { note } : {}),
    ...(typeof billable === 'boolean' ? { billable } : {}),
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
