import { hourUnit, minuteUnit, secondUnit } from '../../model/duration-units.ts'

export type SmallUnit = 'minutes' | 'seconds'

const patternOf = (unit: string) => new RegExp(`^${unit}$`)
const hours = patternOf(hourUnit)
const smallUnits = [
  ['minutes', patternOf(minuteUnit)],
  ['seconds', patternOf(secondUnit)],
] as const

/** Hours in Danish, but in English what measures them. */
const notAUnit = 'timer'

/** The unit below the hour that the name of a column has, such as `Duration (min)` or `timeSpentSeconds`. */
export function smallUnitOf(columnName: string): SmallUnit | undefined {
  const found = columnName
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== notAUnit)
  if (found.some((word) => hours.test(word))) return undefined
  // An m or s alone is a part of many names, such as `Time (p.m.)`.
  const words = found.filter((word) => word.length > 1)
  return smallUnits.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0]
}
