import { datesOfWeek, isIsoWeek, weekOf } from 'timesheets-sdk/model'
import { useFormats, useTexts } from '../texts/index.ts'
import { Icon } from './Icon.tsx'
import { useAddressPart } from './use-address-part.ts'
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
  const [named, setNamed] = useAddressPart('week')
  return [isIsoWeek(named) ? named : weekAfter(weekOf(today), fromNow), setNamed]
}
