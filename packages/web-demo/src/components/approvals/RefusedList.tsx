import { useId } from 'react'
import { type Decisions, type DecisionsState, weekKey } from '../../approvals/decisions.ts'
import { useApprovalTexts } from '../../texts/approvals.ts'
import { SaidText } from '../SaidText.tsx'
import { useWeekNames } from './review-row.ts'

/** What was decided and came to nothing, week by week, and why: also of weeks that are not in the list any more. */
export function RefusedList({ decisions, state }: { decisions: Decisions; state: DecisionsState }) {
  const texts = useApprovalTexts()
  const names = useWeekNames()
  const titleId = useId()
  const open = [...state.decisions.values()].filter(
    (one) => one.state === 'refused' || one.state === 'failed',
  )
  if (open.length === 0) return null
  return (
    <section className="problems" aria-labelledby={titleId}>
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
