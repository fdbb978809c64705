import type { Event, EventSubjectType } from './event.ts'
import { isSameJson } from './same-content.ts'

/** A member of something that was changed. Of lists only the items that differ. */
export interface ChangedMember {
  readonly member: string
  readonly before: unknown
  readonly after: unknown
}

/** A member of something, with its value. */
export interface EventFact {
  readonly member: string
  readonly value: unknown
}

/** The content of an event beside its action: the changes, or the facts about a new or removed thing. */
export interface EventContent {
  readonly facts: readonly EventFact[]
  readonly changes: readonly ChangedMember[]
}

// They change with everything else, and say nothing to people.
const technical: readonly string[] = [
  'version',
  'updatedAt',
  'createdAt',
  'entriesDigest',
  'digest',
  'columns',
  'lines',
  'id',
  'userId',
]

/** The members that describe something that was added or removed. */
const telling = ['name', 'date', 'project', 'hours', 'note', 'from', 'to', 'kind', 'url'] as const

/** The members that an event adds to a change: they have no earlier value. */
const figures: Partial<Record<EventSubjectType, readonly string[]>> = {
  week: ['totalHours'],
  period: [
    'version',
    'people',
    'entries',
    'minutes',
    'billableMinutes',
    'lateMinutes',
    'amounts',
    'obstacles',
  ],
}

/** The changed members and the facts of an event, without technical members. */
export function eventContentOf({
  subject,
  before,
  after,
}: Pick<Event, 'subject' | 'before' | 'after'>): EventContent {
  const [was, is] = [record(before), record(after)]
  const { correctedWeeks, ...rest } = is ?? {}
  const added = figures[subject.type]
  const shown = added ? factsOf(is ?? {}, added) : []
  const corrected = factsOf(is ?? {}, ['correctedWeeks'])
  // After a removal that is a correction, only the weeks that it alters are left.
  const isGone = is === undefined || (correctedWeeks !== undefined && Object.keys(rest).length === 0)
  if (was === undefined || isGone) {
    return { facts: [...factsOf(isGone ? (was ?? {}) : rest, telling), ...shown, ...corrected], changes: [] }
  }
  if (subject.type === 'week') return { facts: shown, changes: [] }
  const changes = changesBetween(was, rest, [...technical, ...(added ?? [])])
  return { facts: [...shown, ...corrected], changes: withoutDerived(changes) }
}

function changesBetween(
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
  hidden: readonly string[],
): ChangedMember[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((member) => !hidden.includes(member) && !isSame(was[member], is[member]))
    .map((member) => {
      const [before, after] = [was[member], is[member]]
      if (!isListOfRecords(before) && !isListOfRecords(after)) return { member, before, after }
      const [one, other] = [listOf(before), listOf(after)]
      return { member, before: onlyIn(one, other), after: onlyIn(other, one) }
    })
}

/** Of terms and rates by days, and those of the present day, one says enough. */
function withoutDerived(changes: readonly ChangedMember[]): ChangedMember[] {
  const names = new Set(changes.map(({ member }) => member))
  return changes.filter(({ member }) => {
    // Terms from a later day on change no other member.
    if (member === 'terms') return names.size === 1
    return member !== 'rates' || !names.has('rateHistory')
  })
}

function factsOf(whole: Readonly<Record<string, unknown>>, members: readonly string[]): EventFact[] {
  return members.flatMap((member) => {
    const value = whole[member]
    const isEmpty = value === undefined || value === null || value === '' || isEmptyList(value)
    return isEmpty ? [] : [{ member, value }]
  })
}

function onlyIn(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  return list.filter((item) => !other.some((one) => isSame(item, one)))
}

function isSame(one: unknown, other: unknown): boolean {
  return isSameJson(one ?? null, other ?? null)
}

function isListOfRecords(value: unknown): boolean {
  return Array.isArray(value) && value.some((item) => record(item) !== undefined)
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Record<string, unknown>) : undefined
}
