import type { Violation } from 'timesheets-sdk/model'
import { UsageError } from '../io/outcome/errors.ts'

/** The flag for a member of the API, if it has another name. */
const flagNames: Readonly<Record<string, string>> = {
  userId: 'user',
  externalId: 'external-id',
  entryId: 'entry',
  groupBy: 'group-by',
}

/** The violations that a schema found in typed values, as one line that names the flags. */
export function flagError(violations: readonly Violation[]): UsageError {
  const seen = new Set<string>()
  const messages = violations.flatMap(({ path, message }) => {
    const [, member = ''] = path.split('/')
    if (seen.has(member)) return []
    seen.add(member)
    return [`--${flagNames[member] ?? member}: ${message}`]
  })
  return new UsageError(messages.join('; '))
}

/** @throws {UsageError} if the first day is after the last one */
export function checkOrder(from: string | undefined, to: string | undefined): void {
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError(`--from ${from} is after --to ${to}`)
  }
}
