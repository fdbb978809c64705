import type { ClosedAmount } from 'timesheets-sdk/model'
import { useNames } from '../../api/names.ts'
import { useProjects } from '../../api/projects-query.ts'
import { amountTexts } from '../../components/amounts.ts'
import { type Formats, formatHours, formatMinutes } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import { usePolicyWords } from './policy-words.ts'
import { useSettingsTexts } from './texts.ts'
import type { SettingsTexts } from './texts-en.ts'

/** Says the value of a member of a logged event as people read it. */
export type LogWords = (member: string, value: unknown) => string

/** The parts that words are made of. */
export interface WordSources {
  readonly texts: SettingsTexts
  readonly formats: Formats
  readonly nameOf: (userId: string) => string
  readonly projectOf: (code: string) => string
  readonly policyWords: ReturnType<typeof usePolicyWords>
}

/** {@link logWords} of this person. */
export function useLogWords(): LogWords {
  const projects = useProjects()
  const texts = useSettingsTexts()
  return logWords({
    texts,
    formats: useFormats(),
    nameOf: useNames(texts),
    projectOf: (code) => {
      const name = projects.get(code)?.name
      return name === undefined ? code : `${name} (${code})`
    },
    policyWords: usePolicyWords(),
  })
}

type Members = Readonly<Record<string, unknown>>

const days = ['date', 'from', 'to', 'activeFrom', 'activeTo', 'lockedThrough']
const hours = ['hours', 'totalHours', 'expectedHoursPerWeek', 'budgetHours']
const minutes = ['minutes', 'billableMinutes', 'lateMinutes']
const quoted = ['note', 'description', 'reason']

/** Members of unknown shape come from a later version of the API: their texts and numbers are listed. */
export function logWords(sources: WordSources): LogWords {
  const { texts, formats, nameOf, projectOf, policyWords } = sources

  function words(member: string, value: unknown): string {
    if (value === undefined || value === null || value === '') return texts.nothing
    if (typeof value === 'boolean') return value ? texts.yes : texts.no
    if (Array.isArray(value)) return listWords(member, value)
    if (typeof value === 'object') return member === 'rates' ? ratesWords(value as Members) : anyWords(value)
    if (typeof value === 'number') return numberWords(member, value)
    return textWords(member, String(value))
  }

  function numberWords(member: string, value: number): string {
    if (hours.includes(member)) return formatHours(value)
    if (member === 'maxHoursPerDay' || member === 'weeklyWarningHours') return policyWords(member, value)
    return minutes.includes(member) ? formatMinutes(value) : String(value)
  }

  function textWords(member: string, value: string): string {
    if (days.includes(member)) return formats.dayMedium(value)
    if (quoted.includes(member)) return formats.quoted(value)
    switch (member) {
      case 'managerId':
        return nameOf(value)
      case 'project':
        return projectOf(value)
      case 'secretChangedAt':
        return formats.moment(value)
      case 'unlistedProjects':
        return policyWords(member, value)
      case 'kind':
      case 'status':
        return texts.values[value] ?? value
      default:
        return value
    }
  }

  function listWords(member: string, list: readonly unknown[]): string {
    if (list.length === 0) return texts.nothing
    switch (member) {
      case 'hoursByWeekday':
        return formats.list(list.map((value, index) => `${weekday(index)} ${words('hours', value)}`))
      case 'sources':
      case 'holidayCalendars':
        return policyWords(member, list)
      case 'rateHistory':
        return formats.list((list as Members[]).map((rates) => sinceWords(rates, ratesWords(rates))))
      case 'terms':
        return formats.list((list as Members[]).map((terms) => sinceWords(terms, termsWords(terms))))
      case 'amounts':
        return formats.list(
          amountTexts(list as ClosedAmount[], formats, (number) => texts.withoutRate(formatMinutes(number))),
        )
      default:
        return formats.list(list.map((item) => words('', item)))
    }
  }

  /** 1 January 2024 was a Monday. */
  function weekday(index: number): string {
    return formats.weekdayShort(`2024-01-0${index + 1}`)
  }

  function sinceWords({ from }: Members, said: string): string {
    return texts.fromOn(words('from', from), said)
  }

  function termsWords(terms: Members): string {
    const members = ['name', 'kind', 'managerId', 'expectedHoursPerWeek', 'rateGroup', 'holidayCalendar']
    return members
      .filter((member) => terms[member] !== undefined)
      .map((member) => `${texts.members[member] ?? member}: ${words(member, terms[member])}`)
      .join(', ')
  }

  function ratesWords({ currency, employee, contractor, groups }: Members): string {
    const rates = [
      [texts.values.employee, employee],
      [texts.values.contractor, contractor],
      ...Object.entries(groups ?? {}),
    ] as const
    return rates
      .filter(([, rate]) => rate !== undefined)
      .map(([name, rate]) => `${name} ${formats.money(Number(rate), String(currency))}`)
      .join(', ')
  }

  function anyWords(value: object): string {
    return formats.list(Object.values(value).map((item) => words('', item)))
  }

  return words
}
