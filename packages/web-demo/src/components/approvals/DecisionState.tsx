import type { Decision } from '../../approvals/decisions.ts'
import { useApprovalTexts } from '../../texts/approvals.ts'

/** What is to become of a week, or why nothing has. */
export function DecisionState({ decision, onUndo }: { decision: Decision; onUndo: () => void }) {
  const texts = useApprovalTexts()
  const { action, state, problem } = decision
  if (state === 'waiting') {
    return (
      <p className="decision">
        {texts.willBe[action]}{' '}
        <button type="button" tabIndex={-1} onClick={onUndo}>
          {texts.undo}
        </button>
      </p>
    )
  }
  if (state === 'sending') return <p className="decision">{texts.sending}</p>
  return (
    <p className="decision decision-refused">
      {texts.refusedTitle}: <span lang="en">{problem ?? texts.unreached}</span>
    </p>
  )
}
