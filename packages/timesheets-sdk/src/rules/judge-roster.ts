import type { Absence } from '../model/absence.ts'
import type { Violation } from '../model/violation.ts'

/**
 * Why somebody can't be the manager of a person, or `undefined`: they can.
 *
 * @param managers whom the person is to report to, that one's manager, and so on
 */
export function judgeManager(userId: string, managers: readonly string[]): Violation | undefined {
  if (managers[0] === userId) {
    const message = `${userId} would be their own manager: leave managerId out for whoever reports to nobody`
    return { code: 'manager_cycle', message, path: '/managerId' }
  }
  if (!managers.includes(userId)) return undefined
  const chain = [userId, ...managers.slice(0, managers.indexOf(userId) + 1)].join(' reports to ')
  const message = `${chain}: nobody reports to themselves, so change one of them`
  return { code: 'manager_cycle', message, path: '/managerId' }
}

/**
 * Why an absence can't be recorded, or `undefined`: it can.
 *
 * @param recorded the absences of the same person; the one of the same first day is replaced and not in the way
 */
export function judgeAbsence(
  absence: Pick<Absence, 'from' | 'to'>,
  recorded: readonly Pick<Absence, 'from' | 'to' | 'kind'>[],
): Violation | undefined {
  const { from, to } = absence
  if (to < from) {
    return { code: 'out_of_range', message: `to, ${to}, lies before the first day, ${from}`, path: '/to' }
  }
  const other = recorded.find((one) => one.from !== from && one.from <= to && from <= one.to)
  if (!other) return undefined
  const period = `${other.from} to ${other.to}`
  const message = `${period} is recorded already (${other.kind}): remove it, or change it by its first day`
  return { code: 'absence_overlaps', message, path: '' }
}
