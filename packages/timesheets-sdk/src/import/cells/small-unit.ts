import { hourUnit, minuteUnit, secondUnit } from '../../model/duration-units.ts'

export type SmallUnit = 'minutes' | 'seconds'

const patternOf = (unit: string) => new RegExp(`^${unit}$`)
const hours = patternOf(hourUnit)
const smallUnits = [
  ['minutes', patternOf(minuteUnit)],
  ['seconds', patternOf(secondUnit)],
] as const

/** Hours in Danish, Norwegian and Japanese, but time in general in the names of columns. */
const notUnits: ReadonlySet<string> = new Set(['timer', 'time', '時間'])

/** A letter alone is a part of many names, such as `Time (p.m.)`. Only an h is always a unit. */
const isLetterOfName = /^[a-gi-z]$/

/** Whether the name of a column has the hour as its unit, such as `Hours` or `Duration (h)`. */
export function hasHourUnit(columnName: string): boolean {
  return wordsOf(columnName).some((word) => hours.test(word))
}

/** The unit below the hour that the name of a column has, such as `Duration (min)` or `timeSpentSeconds`. */
export function smallUnitOf(columnName: string): SmallUnit | undefined {
  const found = wordsOf(columnName)
  if (found.some((word) => hours.test(word))) return undefined
  return smallUnits.find(([, pattern]) => found.some((word) => pattern.test(word)))?.[0]
}

function wordsOf(columnName: string): string[] {
  return columnName
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => !notUnits.has(word) && !isLetterOfName.test(word))
}
