import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import type { Holiday } from 'timesheets-sdk/model'
import { useToday } from '../../components/use-browser.ts'
import { useFailureWords, useFormats, useTexts } from '../../texts/index.ts'
import { type FilledCalendar, fillFromFile, HolidayFileError } from './holiday-file.ts'
import { useSettingsTexts } from './texts.ts'

/** More changes than this are only counted: the list below has every day. */
const maximumShown = 12

interface HolidayFileFieldProps {
  /** The holidays in the form; `undefined` where they cannot be read. */
  readonly days: readonly Holiday[] | undefined
  readonly onFilled: (days: readonly Holiday[]) => void
}

/** Fills the form of a calendar from a calendar file, and shows what that changes before it is saved. */
export function HolidayFileField({ days, onFilled }: HolidayFileFieldProps) {
  const texts = useSettingsTexts().holidayFile
  const id = useId()
  const helpId = useId()
  const today = useToday()
  const reading = useMutation({
    mutationFn: (file: File) => fillFromFile(file, days ?? [], today),
    onSuccess: (filled) => onFilled(filled.days),
  })
  return (
    <div>
      <label className="field" htmlFor={id}>
        {texts.label}
        <input
          id={id}
          type="file"
          accept=".ics,.ical,text/calendar"
          aria-describedby={helpId}
          disabled={days === undefined}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) reading.mutate(file)
            // The same file can be chosen again after it was changed.
            target.value = ''
          }}
        />
      </label>
      <p id={helpId} className="form-help">
        {texts.help}
      </p>
      {reading.error && <FileFault error={reading.error} />}
      {reading.data && <FilledNotice filled={reading.data} />}
    </div>
  )
}

function FileFault({ error }: { error: Error }) {
  const texts = useSettingsTexts().holidayFile
  const inFailureWords = useFailureWords()
  const formats = useFormats()
  const words = () => {
    if (!(error instanceof HolidayFileError)) return inFailureWords(error)
    const { fault, period } = error
    if (fault !== 'no_days' || !period) return texts.faults[fault]
    return `${texts.faults.no_days} ${texts.period(formats.dateShort(period.from), formats.dateShort(period.to))}`
  }
  return (
    <p className="field-problem" role="alert">
      {words()}
    </p>
  )
}

function FilledNotice({ filled }: { filled: FilledCalendar }) {
  const texts = useSettingsTexts().holidayFile
  const said = useTexts().texts.problems
  const formats = useFormats()
  const { file, from, to, changes, timed, recurring, repeated } = filled
  const { added, removed, renamed } = changes
  const dayWords = ({ date, name }: Holiday) => `${formats.dateShort(date)} ${name}`
  const changed = [
    ...added.map((day) => texts.isNew(dayWords(day))),
    ...renamed.map(({ before, after }) => said.fromTo(dayWords(before), after.name)),
    ...removed.map((day) => texts.isGone(dayWords(day))),
  ]
  const lines = [
    texts.read(file, formats.dateShort(from), formats.dateShort(to)),
    ...(recurring > 0 ? [texts.recurring(recurring)] : []),
    ...(timed > 0 ? [texts.timed(timed)] : []),
    ...repeated.map((day) => texts.repeated(dayWords(day))),
  ]
  return (
    <section className="notice notice-block" aria-live="polite">
      <h2>{texts.summary(added.length, renamed.length, removed.length)}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {changed.length > 0 && (
        <ul>
          {changed.slice(0, maximumShown).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {changed.length > maximumShown && <li>{texts.more(changed.length - maximumShown)}</li>}
        </ul>
      )}
    </section>
  )
}
