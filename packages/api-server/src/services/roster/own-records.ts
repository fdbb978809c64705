import type { Person } from 'timesheets-sdk/model'

/** How long a record is cached: a change by another process is visible after that. */
const freshMs = 1_000
const maximumKept = 10_000

/** A cache of roster records for people who request their own record again and again. */
export interface OwnRecords {
  of(userId: string): Person | null | Promise<Person | null>
  /** Looks it up again the next time. */
  forget(userId: string): void
}

/** @param nowMs a monotonic clock, in milliseconds */
export function ownRecords(
  find: (userId: string) => Promise<Person | undefined>,
  nowMs: () => number = () => performance.now(),
): OwnRecords {
  const kept = new Map<string, { readonly person: Person | null; readonly untilMs: number }>()
  let forgets = 0

  async function lookUp(userId: string): Promise<Person | null> {
    const asOf = forgets
    const person = (await find(userId)) ?? null
    // If it was changed meanwhile, the old version may have been read.
    if (forgets === asOf) {
      if (kept.size >= maximumKept) kept.clear()
      kept.set(userId, { person, untilMs: nowMs() + freshMs })
    }
    return person
  }

  return {
    of(userId) {
      const record = kept.get(userId)
      return record && nowMs() < record.untilMs ? record.person : lookUp(userId)
    },
    forget(userId) {
      forgets++
      kept.delete(userId)
    },
  }
}
