import { datesOfWeek } from 'timesheets-sdk/model'
import { Icon } from '../../components/Icon.tsx'
import { weekAfter } from '../../components/week-names.ts'
import { useFormats } from '../../texts/index.ts'
import { weekNumber } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'

/** Chooses a week, one after another. */
export function WeekStepper({ week, onChange }: { week: string; onChange: (week: string) => void }) {
  const texts = useApprovalTexts()
  const formats = useFormats()
  const [first = '', , , , , , last = ''] = datesOfWeek(week)
  return (
    <div className="week-stepper">
      <button
        type="button"
        className="icon-button"
        aria-label={texts.previous}
        onClick={() => onChange(weekAfter(week, -1))}
      >
        <Icon name="previous" />
      </button>
      <span aria-live="polite">{texts.weekLong(weekNumber(week), formats.range(first, last))}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.next}
        onClick={() => onChange(weekAfter(week, 1))}
      >
        <Icon name="next" />
      </button>
    </div>
  )
}
