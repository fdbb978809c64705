import type { Absence } from '../model/absence.ts'
import type { Violation } from '../model/violation.ts'

/**
 * The reason why a person cannot have this manager; `undefined` if they can.
 *
 * @param managers the proposed manager, that person's manager, and so on
 */
export function judgeManager(userId: string, managers: readonly string[]): Violation | undefined {
  if (managers[0] === userId) {
    const message = `${userId} would be their own manager: omit managerId for a person who reports to nobody`
    return { code: 'manager_cycle', message, path: '/managerId' }
  }
  if (!managers.includes(userId)) return undefined
  const chain = [userId, ...managers.slice(0, managers.indexOf(userId) + 1)].join(' reports to ')
  const message = `${chain}: this is a cycle; change one of these managers`
  return { code: 'manager_cycle', message, path: '/managerId' }
}

/**
 * The reason why an absence cannot be recorded; `undefined` if it can.
 *
 * @param recorded the person's absences. One with the same first day is replaced, so it cannot overlap
 */
export function judgeAbsence(
  absence: Pick<Absence, 'from' | 'to'>,
  recorded: readonly Pick<Absence, 'from' | 'to' | 'kind'>[],
): Violation | undefined {
  const { from, to } = absence
  if (to < from) {
    return { code: 'out_of_range', message: `to, ${to}, is before the first day, ${from}`, path: '/to' }
  }
  const other = recorded.find((one) => one.from !== from && one.from <= to && from <= one.to)
  if (!other) return undefined
  const period = `${other.from} to ${other.to}`
  const message = `overlaps ${period} (${other.kind}), which is already recorded: change or remove that one first`
  return { code: 'absence_overlaps', message, path: '' }
}
