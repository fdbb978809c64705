/** A member of something that was changed, with its old and new value as text. */
export interface ChangedMember {
  readonly member: string
  readonly before: string
  readonly after: string
}

// They change with everything else, and say nothing to people. The present terms are members of their own.
const technical: ReadonlySet<string> = new Set([
  'version',
  'updatedAt',
  'createdAt',
  'entriesDigest',
  'id',
  'terms',
])

/** The members that differ between two states of something; none if it did not exist, or no longer does. */
export function changedMembers(before: unknown, after: unknown): ChangedMember[] {
  if (before === null || after === null) return []
  const [was, is] = [record(before), record(after)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((member) => !technical.has(member))
    .map((member) => ({ member, before: text(was[member]), after: text(is[member]) }))
    .filter((change) => change.before !== change.after)
}

const telling = ['name', 'date', 'project', 'hours', 'note', 'from', 'to', 'kind', 'url'] as const

/** Something that was added or removed, in a line; empty for a change. */
export function summaryOf(before: unknown, after: unknown): string {
  if (before !== null && after !== null) return ''
  const whole = record(after ?? before)
  return telling.flatMap((member) => text(whole[member]) || []).join(' · ')
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function text(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
