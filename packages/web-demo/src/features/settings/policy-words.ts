import type { HolidayCalendar, Policy, PolicySource } from 'timesheets-sdk/model'
import { formatHours } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import { useSettingsTexts } from './texts.ts'

/** Says the value of a member of the policy in words. */
export function usePolicyWords(): (name: keyof Policy, value: unknown) => string {
  const texts = useSettingsTexts()
  const formats = useFormats()
  return (name, value) => {
    if (value === null || value === undefined) return texts.nothing
    switch (name) {
      case 'lockedThrough':
        return formats.dayMedium(String(value))
      case 'sources':
        return (
          formats.list(
            (value as PolicySource[]).map((source) => `${source.name} (${source.clients.join(', ')})`),
          ) || texts.nothing
        )
      case 'holidayCalendars':
        return (
          formats.list(
            (value as HolidayCalendar[]).map(({ name, days }) => `${name} (${texts.daysOf(days.length)})`),
          ) || texts.nothing
        )
      case 'maxHoursPerDay':
      case 'weeklyWarningHours':
        return formatHours(Number(value))
      case 'unlistedProjects':
        return value === 'warn' || value === 'refuse' ? texts.unlisted[value] : String(value)
      default:
        return typeof value === 'boolean' ? (value ? texts.yes : texts.no) : String(value)
    }
  }
}
