import type { WriteRequest } from 'timesheets-sdk/decide'
import { type Absence, datesOfWeek, type EntryRecord, type Person } from 'timesheets-sdk/model'
import type { StoredFacts } from 'timesheets-sdk/rules'
import type { Engine, Transaction } from '../../store/engine.ts'
import { absencesWithin } from '../../store/roster/absences.ts'
import { findPeople } from '../../store/roster/people.ts'
import { entriesOfWeeks } from '../../store/timesheets/entries.ts'
import type { LockedWeeks } from '../../store/timesheets/weeks.ts'

/** The facts that weeks keep when requests submit or approve them. */
export interface FactsOfWeeks extends Pick<StoredFacts, 'absencesOf' | 'entriesOfWeek'> {
  /** The owners, with their terms. */
  readonly people: ReadonlyMap<string, Person>
}

const nothing: FactsOfWeeks = { people: new Map(), absencesOf: () => [], entriesOfWeek: () => [] }

/**
 * Reads what is kept with the weeks that requests submit or approve. Call it when these weeks are locked, so
 * that no entry is added to them.
 */
export async function lookUpWeeks(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  locked: LockedWeeks,
): Promise<FactsOfWeeks> {
  const weeks = requests.flatMap((request) => {
    if (request.kind !== 'act' || !locked.has(request)) return []
    const { userId, week, action } = request
    // An approval is of what the submission kept; earlier versions kept nothing.
    const isToFreeze = action === 'submit' || (action === 'approve' && !locked.record(request).frozen)
    return isToFreeze ? [{ userId, week }] : []
  })
  if (weeks.length === 0) return nothing
  const userIds = [...new Set(weeks.map(({ userId }) => userId))]
  const names = weeks.map(({ week }) => week).sort()
  const [first, last] = [names[0] as string, names.at(-1) as string]
  const [people, absences, entries] = await Promise.all([
    findPeople(engine, transaction, userIds),
    absencesWithin(transaction, userIds, datesOfWeek(first)[0] as string, datesOfWeek(last)[6] as string),
    entriesOfWeeks(transaction, userIds, [...new Set(names)]),
  ])
  const absencesOfPerson = Map.groupBy(absences, ({ userId }: Absence) => userId)
  const entriesOf = Map.groupBy(entries, ({ userId, week }) => `${week} ${userId}`)
  return {
    people,
    absencesOf: (userId) => absencesOfPerson.get(userId) ?? [],
    entriesOfWeek: (userId, week): readonly EntryRecord[] =>
      (entriesOf.get(`${week} ${userId}`) ?? []).map(({ entry }) => entry),
  }
}
