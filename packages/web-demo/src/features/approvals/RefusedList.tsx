import { useEffect, useId, useRef } from 'react'
import { SaidText } from '../../components/SaidText.tsx'
import { type DecisionsState, weekKey } from './decision.ts'
import type { Decisions } from './decisions.ts'
import { useWeekNames } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'

/** The failed decisions and their reasons, including those on weeks that have left the list. */
export function RefusedList({ decisions, state }: { decisions: Decisions; state: DecisionsState }) {
  const texts = useApprovalTexts()
  const names = useWeekNames()
  const titleId = useId()
  const open = [...state.decisions.values()].filter(
    (one) => one.state === 'refused' || one.state === 'failed',
  )
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // The list is above the queue, which may be long.
    if (open.length > 0) section.current?.scrollIntoView({ block: 'nearest' })
  }, [open.length])
  if (open.length === 0) return null
  return (
    <section ref={section} className="problems" aria-labelledby={titleId}>
      <h2 id={titleId}>{texts.refusedTitle}</h2>
      <ul>
        {open.map(({ week, action, problem }) => (
          <li key={weekKey(week)}>
            <p>
              {texts.refused[action](names.whose(week))}{' '}
              {problem === undefined ? (
                texts.unreached
              ) : (
                <span className="problem-reason">
                  <SaidText said={problem} />
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
      <p className="problem-actions">
        {open.some((one) => one.state === 'failed') && (
          <button type="button" onClick={() => decisions.retry()}>
            {texts.tryAgain}
          </button>
        )}
        <button type="button" onClick={() => decisions.dismiss()}>
          {texts.dismiss}
        </button>
      </p>
    </section>
  )
}
