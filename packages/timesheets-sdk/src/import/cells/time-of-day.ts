// Not 9.30: in a column of decimal hours that is 9:18.
const time =
  /^(\d{1,2})(?::|\s?h\s?)([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(?:\s*([ap])(?:\.?\s?m)?\.?|\s*(?:uhr|h))?$/i
/** `9 AM`, `9h` and `9 Uhr` have no minutes; a bare `9` could be a duration. */
const hourAlone = /^(\d{1,2})()()(?:\s*([ap])\.?\s?m\.?|\s?(?:h|uhr))$/i
const endOfDay = /^24:00(?::00(?:[.,]0{1,9})?)?$/

export interface TimeOfDay {
  /** Since midnight. */
  readonly seconds: number
  readonly hasSeconds: boolean
}

/**
 * A time of day, 24-hour or with AM and PM, or `undefined`. Fractions of a second are ignored.
 *
 * @param isEnd whether `24:00`, the end of the day, is one as well (ISO 8601)
 */
export function readTimeOfDay(text: string, isEnd = false): TimeOfDay | undefined {
  const trimmed = text.trim()
  const [, hours = '', minutes = '', seconds, half] = time.exec(trimmed) ?? hourAlone.exec(trimmed) ?? []
  if (isEnd && endOfDay.test(trimmed)) return { seconds: 86_400, hasSeconds: seconds !== undefined }
  if (hours === '') return undefined
  const hour =
    half === undefined ? hourOf24(Number(hours)) : hourOf12(Number(hours), half.toLowerCase() === 'p')
  if (hour === undefined) return undefined
  return {
    seconds: hour * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0),
    hasSeconds: seconds !== undefined && seconds !== '',
  }
}

function hourOf24(hour: number): number | undefined {
  return hour < 24 ? hour : undefined
}

function hourOf12(hour: number, isAfternoon: boolean): number | undefined {
  return hour >= 1 && hour <= 12 ? (hour % 12) + (isAfternoon ? 12 : 0) : undefined
}
