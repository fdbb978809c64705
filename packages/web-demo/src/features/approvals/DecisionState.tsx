import { SaidText } from '../../components/SaidText.tsx'
import type { Decision } from './decision.ts'
import { useApprovalTexts } from './texts.ts'

interface DecisionStateProps {
  readonly decision: Decision
  /** In a grid, whose one tab stop is elsewhere, -1. */
  readonly undoTabIndex?: -1 | 0
  readonly onUndo: () => void
}

/** The pending decision on a week, or the reason why it failed. */
export function DecisionState({ decision, undoTabIndex = 0, onUndo }: DecisionStateProps) {
  const texts = useApprovalTexts()
  const { action, state, problem } = decision
  if (state === 'waiting') {
    return (
      <p className="decision">
        {texts.willBe[action]}{' '}
        <button type="button" tabIndex={undoTabIndex} onClick={onUndo}>
          {texts.undo}
        </button>
      </p>
    )
  }
  if (state === 'sending') return <p className="decision">{texts.sending}</p>
  return (
    <p className="decision decision-refused">
      {texts.refusedTitle}: {problem === undefined ? texts.unreached : <SaidText said={problem} />}
    </p>
  )
}
