import { datesOfWeek, isIsoWeek, weekOf } from 'timesheets-sdk/model'
import { useSearchParams } from 'wouter'
import { useFormats, useTexts } from '../texts/index.ts'
import { Icon } from './Icon.tsx'
import { useToday } from './use-browser.ts'
import { weekAfter } from './week-names.ts'

/** Chooses a week, one after another. */
export function WeekStepper({ week, onChange }: { week: string; onChange: (week: string) => void }) {
  const { texts } = useTexts()
  const formats = useFormats()
  const [first = '', , , , , , last = ''] = datesOfWeek(week)
  return (
    <div className="week-stepper">
      <button
        type="button"
        className="icon-button"
        aria-label={texts.week.previous}
        onClick={() => onChange(weekAfter(week, -1))}
      >
        <Icon name="previous" />
      </button>
      <span aria-live="polite">
        {texts.week.title(Number(week.slice(6)))}, {formats.range(first, last)}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.week.next}
        onClick={() => onChange(weekAfter(week, 1))}
      >
        <Icon name="next" />
      </button>
    </div>
  )
}

/** The week that the address names; by default the one so many weeks from now. */
export function useChosenWeek(fromNow: number): readonly [string, (week: string) => void] {
  const today = useToday()
  const [search, setSearch] = useSearchParams()
  const named = search.get('week')
  const week = named !== null && isIsoWeek(named) ? named : weekAfter(weekOf(today), fromNow)
  return [week, (chosen) => setSearch({ week: chosen }, { replace: true })]
}
