import { useState } from 'react'
import { type HolidayCalendar, holidayCalendarSchema, type Policy } from 'timesheets-sdk/model'
import { TextAreaField, TextField } from '../../components/form-fields.tsx'
import { problemsOf, useForm } from '../../components/use-form.ts'
import { useFormats } from '../../texts/index.ts'
import { holidayLines, readHolidayLines } from './holiday-lines.ts'
import { ItemDialog } from './ItemDialog.tsx'
import { ItemsCard } from './ItemsCard.tsx'
import { putNamed, withoutNamed } from './named-list.ts'
import { useSettingsTexts } from './texts.ts'

interface CalendarsCardProps {
  readonly policy: Policy
  readonly onSaved: () => void
}

/** The public holidays by place. */
export function CalendarsCard({ policy, onSaved }: CalendarsCardProps) {
  const texts = useSettingsTexts()
  const formats = useFormats()
  const [opened, setOpened] = useState<{ readonly calendar: HolidayCalendar | undefined }>()
  const calendars = policy.holidayCalendars
  return (
    <>
      <ItemsCard
        title={texts.fields.holidayCalendars ?? ''}
        help={texts.calendarsHelp}
        add={texts.addCalendar}
        items={calendars.map(({ name, days }) => {
          const dates = days.map(({ date }) => date).sort()
          const [first, last] = [dates[0], dates.at(-1)]
          const range = first && last && formats.range(first, last)
          return { name, details: [texts.daysOf(days.length), ...(range ? [range] : [])].join(' · ') }
        })}
        onOpen={(name) => setOpened({ calendar: calendars.find((calendar) => calendar.name === name) })}
      />
      {opened && (
        <CalendarDialog
          policy={policy}
          calendar={opened.calendar}
          onClose={() => setOpened(undefined)}
          onSaved={onSaved}
        />
      )}
    </>
  )
}

interface CalendarDialogProps extends CalendarsCardProps {
  /** `undefined`: a new one. */
  readonly calendar: HolidayCalendar | undefined
  readonly onClose: () => void
}

function CalendarDialog({ policy, calendar, onClose, onSaved }: CalendarDialogProps) {
  const texts = useSettingsTexts()
  const form = useForm(
    { name: calendar?.name ?? '', days: holidayLines(calendar?.days ?? [], texts.halfDay) },
    ({ name, days }) => {
      const read = readHolidayLines(days)
      if ('days' in read) return problemsOf(holidayCalendarSchema, { name: name.trim(), days: read.days })
      const message = texts.faultInLine(read.faultInLine)
      return new Map([['days', { code: 'unreadable', message }]])
    },
  )
  const { name } = calendar ?? {}
  return (
    <ItemDialog
      title={name === undefined ? texts.addCalendar : texts.edit(name)}
      policy={policy}
      storing={() => {
        const read = readHolidayLines(form.values.days)
        if (!form.check() || !('days' in read)) return undefined
        const stored = { name: form.values.name.trim(), days: read.days }
        return ({ holidayCalendars }) => ({ holidayCalendars: putNamed(holidayCalendars, name, stored) })
      }}
      removal={
        name === undefined
          ? undefined
          : ({ holidayCalendars }) => ({ holidayCalendars: withoutNamed(holidayCalendars, name) })
      }
      onClose={onClose}
      onSaved={onSaved}
    >
      <TextField
        form={form}
        name="name"
        label={texts.calendarName}
        maxLength={64}
        required
        readOnly={name !== undefined}
      />
      <TextAreaField form={form} name="days" label={texts.calendarDays} rows={10} />
    </ItemDialog>
  )
}
