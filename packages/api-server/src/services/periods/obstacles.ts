import { daysOfMonth, type Obstacle, weeksBetween } from 'timesheets-sdk/model'
import { noticeOf, obstacleOf } from 'timesheets-sdk/rules'
import type { Engine, Reader } from '../../store/engine.ts'
import { readPolicy } from '../../store/policy.ts'
import { absencesWithin } from '../../store/roster/absences.ts'
import { findPeople, usersOfWeeks } from '../../store/roster/people.ts'
import { weeksOfPeople } from '../../store/timesheets/listed-weeks.ts'

const peopleAtOnce = 200

/**
 * The weeks that stand in the way of closing a month, by person, then week, in parts. Covers everyone in the
 * roster, and everyone else who logged something in the month.
 *
 * @param withNotices whether weeks are included that do not stop it, but that payroll should look at
 */
export async function* obstaclesOf(
  engine: Engine,
  reader: Reader,
  period: string,
  withNotices: boolean,
  after: { readonly userId: string; readonly week: string } | undefined,
): AsyncGenerator<Obstacle[]> {
  const { from, to } = daysOfMonth(period)
  const weeks = weeksBetween(from, to)
  const policy = await readPolicy(reader)
  const [first, last] = [weeks[0] as string, weeks.at(-1) as string]
  let place: { readonly from: string } | { readonly after: string } = { from: after?.userId ?? '' }
  for (;;) {
    const userIds = await usersOfWeeks(reader, { from: first, to: last }, place, peopleAtOnce)
    const lastUser = userIds.at(-1)
    if (lastUser === undefined) return
    const people = await findPeople(engine, reader, userIds)
    const records = Map.groupBy(await weeksOfPeople(reader, userIds, first, last), ({ userId }) => userId)
    const absences = Map.groupBy(await absencesWithin(reader, userIds, from, to), ({ userId }) => userId)
    yield userIds.flatMap((userId) => {
      const own = records.get(userId) ?? []
      const person = people.get(userId)
      return weeks.flatMap((week) => {
        if (after?.userId === userId && week <= after.week) return []
        const record = own.find((one) => one.week === week)
        const facts = { userId, week, record, person, absences: absences.get(userId) ?? [] }
        const notice = withNotices ? noticeOf(facts, { from, to }, policy) : undefined
        return obstacleOf(facts, { from, to }, policy) ?? notice ?? []
      })
    })
    if (userIds.length < peopleAtOnce) return
    place = { after: lastUser }
  }
}
