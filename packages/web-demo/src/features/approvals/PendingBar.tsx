import { useNowMs } from '../../components/use-browser.ts'
import type { DecisionsState } from './decision.ts'
import type { Decisions } from './decisions.ts'
import { useApprovalTexts } from './texts.ts'

interface PendingBarProps {
  readonly decisions: Decisions
  readonly state: DecisionsState
  readonly onUndo: () => void
}

/** The decisions about to be sent, while they can be undone. */
export function PendingBar({ decisions, state, onUndo }: PendingBarProps) {
  const texts = useApprovalTexts()
  const newest = state.batches.at(-1)
  const nowMs = useNowMs(newest !== undefined)
  if (!newest) return null
  const seconds = Math.max(0, Math.ceil((newest.dueMs - nowMs) / 1_000))
  return (
    <div className="pending-bar">
      <p>
        {texts.pending[newest.action](newest.keys.length)}{' '}
        <span aria-hidden="true">{texts.inSeconds(seconds)}</span>
      </p>
      <button type="button" aria-keyshortcuts="Control+Z" onClick={onUndo}>
        {texts.undo}
      </button>
      <button type="button" className="quiet" onClick={() => void decisions.flush()}>
        {texts.sendNow}
      </button>
    </div>
  )
}
