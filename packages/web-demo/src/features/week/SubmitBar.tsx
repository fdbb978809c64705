import { useId } from 'react'
import { useTexts } from '../../texts/index.ts'
import type { WeekGrid } from './grid-model.ts'
import type { WeekLife } from './use-week-life.ts'

/** Submits the week and says beforehand what that means. Hours below the expected ones only cause a hint. */
export function SubmitBar({ grid, life }: { grid: WeekGrid; life: WeekLife }) {
  const { texts } = useTexts()
  const explainedId = useId()
  if (!life.maySubmit) return null
  const { minutes, expectedMinutes } = grid
  const missing = expectedMinutes === null ? 0 : expectedMinutes - minutes
  return (
    <div className="submit-bar">
      <div className="submit-words" id={explainedId}>
        <p>
          {expectedMinutes === null
            ? texts.life.toSubmit(minutes)
            : texts.life.toSubmitOf(minutes, expectedMinutes)}
          {missing > 0 && <strong className="submit-warning"> {texts.life.below(missing)}</strong>}
        </p>
        <p className="submit-after">{texts.life.afterSubmit}</p>
      </div>
      <button
        type="button"
        className="primary"
        onClick={life.submit}
        aria-disabled={life.isBusy}
        aria-describedby={explainedId}
        aria-keyshortcuts="Control+Enter"
      >
        {life.isBusy
          ? texts.life.submitting
          : grid.weekStatus === 'rejected'
            ? texts.life.submitAgain
            : texts.life.submit}
      </button>
      {life.problem && (
        <p className="banner-problem" role="alert">
          {life.problem}
        </p>
      )}
    </div>
  )
}
