import type { WeekFlag } from 'timesheets-sdk/model'
import { type Formats, useFormats } from './formats.ts'
import { type Language, useTexts } from './language.ts'

type Words = (times: readonly [string, string], weekday: string) => string

// The API says flags in English, with their figures in the order in which these take them.
const german: Readonly<Record<string, Words>> = {
  week_over_warning: ([total, most]) => `${total} in der Woche, mehr als ${most}`,
  long_day: ([hours], weekday) => `${hours} am ${weekday}`,
  weekend: ([hours], weekday) => `${hours} am ${weekday}, Wochenende`,
  over_usual: ([difference, usual]) => `${difference} über den üblichen ${usual}`,
  under_usual: ([difference, usual]) => `${difference} unter den üblichen ${usual}`,
  below_expected: ([difference, expected]) => `${difference} unter den erwarteten ${expected}`,
  changed_after_reject: () => 'nach einer Ablehnung geändert',
  unchanged_after_reject: () => 'nach einer Ablehnung unverändert wieder eingereicht',
}

/** What is unusual about a week, in words of the language; in those of the API where there are none. */
export function flagInWords({ code, message, date }: WeekFlag, language: Language, formats: Formats): string {
  const words = language === 'de' ? german[code] : undefined
  if (words === undefined) return message
  const [first = '', second = ''] = message.match(/\d+:\d{2}/g) ?? []
  return words([first, second], date === undefined ? '' : formats.weekdayLong(date))
}

export function useFlagInWords(): (flag: WeekFlag) => string {
  const { language } = useTexts()
  const formats = useFormats()
  return (flag) => flagInWords(flag, language, formats)
}
