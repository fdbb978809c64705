import { type FormEvent, useId, useRef, useState } from 'react'
import { isCalendarDate, weekOf } from 'timesheets-sdk/model'
import { useLocation } from 'wouter'
import { Icon } from '../../components/Icon.tsx'
import { usePageKeys } from '../../components/keys.ts'
import { LinkStepper } from '../../components/LinkStepper.tsx'
import { weekAfter, weekPath } from '../../components/week-names.ts'
import { useFormats, useTexts } from '../../texts/index.ts'

interface WeekHeadingProps {
  readonly week: string
  readonly dates: readonly string[]
  readonly today: string
  readonly titleId: string
}

/** Which week it is, and the ways to others, by link and by key. */
export function WeekHeading({ week, dates, today, titleId }: WeekHeadingProps) {
  const { texts } = useTexts()
  const formats = useFormats()
  const [, navigate] = useLocation()
  const thisWeek = weekOf(today)
  usePageKeys({
    '[': () => navigate(weekPath(weekAfter(week, -1))),
    ']': () => navigate(weekPath(weekAfter(week, 1))),
    t: () => navigate(weekPath(thisWeek)),
  })
  return (
    <div className="page-heading">
      <div className="page-names">
        <h1 id={titleId} tabIndex={-1}>
          {texts.week.title(Number(week.slice(6)))}
        </h1>
        <p className="page-range">{formats.range(dates[0] ?? today, dates[6] ?? today)}</p>
      </div>
      <LinkStepper
        label={texts.app.week}
        previous={{ href: weekPath(weekAfter(week, -1)), name: texts.week.previous }}
        present={{ href: weekPath(thisWeek), name: texts.week.thisWeek, isShown: week === thisWeek }}
        next={{ href: weekPath(weekAfter(week, 1)), name: texts.week.next }}
      >
        <JumpToWeek key={week} date={dates[0] ?? today} />
      </LinkStepper>
    </div>
  )
}

function JumpToWeek({ date }: { date: string }) {
  const { texts } = useTexts()
  const [, navigate] = useLocation()
  const [chosen, setChosen] = useState(date)
  const panel = useRef<HTMLDivElement>(null)
  const inputId = useId()
  const jump = (event: FormEvent) => {
    event.preventDefault()
    if (!isCalendarDate(chosen)) return
    panel.current?.hidePopover()
    navigate(weekPath(weekOf(chosen)))
  }
  return (
    <>
      <button
        type="button"
        className="icon-button jump-button"
        popoverTarget="jump-week"
        aria-label={texts.week.jump}
      >
        <Icon name="calendar" />
      </button>
      <div ref={panel} id="jump-week" popover="auto" className="popover jump-popover">
        <form onSubmit={jump}>
          <label className="field" htmlFor={inputId}>
            {texts.week.jumpDate}
          </label>
          <div className="jump-fields">
            <input
              id={inputId}
              type="date"
              required
              min="1900-01-01"
              max="2999-12-31"
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
            />
            <button type="submit">{texts.week.jumpGo}</button>
          </div>
        </form>
      </div>
    </>
  )
}
