import { type HolidayCalendar, holidayCalendarSchema, type Policy } from 'timesheets-sdk/model'
import { TextAreaField, TextField } from '../../components/form-fields.tsx'
import { problemsOf } from '../../components/use-form.ts'
import { useFormats } from '../../texts/index.ts'
import { HolidayFileField } from './HolidayFileField.tsx'
import { holidayLines, readHolidayLines } from './holiday-lines.ts'
import { PolicyList } from './PolicyList.tsx'
import { useSettingsTexts } from './texts.ts'

interface CalendarsCardProps {
  readonly policy: Policy
  readonly onSaved: () => void
}

/** The public holidays by place. */
export function CalendarsCard({ policy, onSaved }: CalendarsCardProps) {
  const texts = useSettingsTexts()
  const formats = useFormats()
  return (
    <PolicyList
      policy={policy}
      onSaved={onSaved}
      title={texts.fields.holidayCalendars ?? ''}
      help={texts.calendarsHelp}
      add={texts.addCalendar}
      itemsOf={({ holidayCalendars }) => holidayCalendars}
      patchOf={(holidayCalendars) => ({ holidayCalendars })}
      detailsOf={({ days }) => {
        const dates = days.map(({ date }) => date).sort()
        const [first, last] = [dates[0], dates.at(-1)]
        const range = first && last && formats.range(first, last)
        return [texts.daysOf(days.length), ...(range ? [range] : [])].join(' · ')
      }}
      valuesOf={(calendar) => ({
        name: calendar?.name ?? '',
        days: holidayLines(calendar?.days ?? [], texts.halfDay),
      })}
      read={calendarOf}
      problemsOf={(values) => {
        const read = readHolidayLines(values.days)
        if ('days' in read) return problemsOf(holidayCalendarSchema, calendarOf(values))
        const message = texts.faultInLine(read.faultInLine)
        return new Map([['days', { code: 'unreadable', message }]])
      }}
      fields={(form, isNew) => (
        <>
          <TextField
            form={form}
            name="name"
            label={texts.calendarName}
            maxLength={64}
            required
            readOnly={!isNew}
          />
          <HolidayFileField
            days={calendarOf(form.values)?.days}
            onFilled={(days) => form.set({ days: holidayLines(days, texts.halfDay) })}
          />
          <TextAreaField form={form} name="days" label={texts.calendarDays} rows={10} />
        </>
      )}
    />
  )
}

function calendarOf({ name, days }: { name: string; days: string }): HolidayCalendar | undefined {
  const read = readHolidayLines(days)
  return 'days' in read ? { name: name.trim(), days: read.days } : undefined
}
