export type SmallUnit = 'minutes' | 'seconds'

const words: Readonly<Record<SmallUnit, readonly string[]>> = {
  minutes: ['min', 'mins', 'minute', 'minutes', 'minuten', 'minuti', 'minutos', 'minuty'],
  seconds: ['sec', 'secs', 'second', 'seconds', 'sekunden', 'secondes', 'secondi', 'segundos', 'seconden'],
}
const hours = ['h', 'hr', 'hrs', 'hour', 'hours', 'std', 'stunden']

/** The unit below the hour that the name of a column has, such as `Duration (min)` or `timeSpentSeconds`. */
export function smallUnitOf(columnName: string): SmallUnit | undefined {
  const found = columnName
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  if (found.some((word) => hours.includes(word))) return undefined
  return (['minutes', 'seconds'] as const).find((unit) => found.some((word) => words[unit].includes(word)))
}
