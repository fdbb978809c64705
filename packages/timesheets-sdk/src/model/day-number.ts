/**
 * The number of a calendar date, `YYYY-MM-DD`, in days since 1970-01-01. Arithmetic only: an entry needs it
 * several times, and `Date.parse` takes ten times as long. A day that its month does not have counts on into
 * the next month.
 */
export function dayOfDate(date: string): number {
  const month = digitAt(date, 5) * 10 + digitAt(date, 6)
  // Years count from March, so that the leap day is the last of its year.
  const written = digitAt(date, 0) * 1_000 + digitAt(date, 1) * 100 + digitAt(date, 2) * 10 + digitAt(date, 3)
  const year = written - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear =
    Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digitAt(date, 8) * 10 + digitAt(date, 9) - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysPerEra + dayOfEra - marchFirstOfYear0
}

// Parts of the text would have to be created, and a push needs four days of each entry.
const digitAt = (text: string, index: number) => text.charCodeAt(index) - 48

/** The calendar date, `YYYY-MM-DD`, of a day that {@link dayOfDate} numbers, in the years 0 to 9999. */
export function dateOfDay(day: number): string {
  const shifted = day + marchFirstOfYear0
  const era = Math.floor(shifted / daysPerEra)
  const dayOfEra = shifted - era * daysPerEra
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

// The Gregorian calendar repeats every 400 years.
const daysPerEra = 146_097
const marchFirstOfYear0 = 719_468

const twoDigits = (number: number) => (number < 10 ? `0${number}` : String(number))
