import { apiTrouble } from '../api/trouble.ts'
import { useStore } from '../store.ts'
import { useTexts } from '../texts/index.ts'
import { useQueueState } from './SavingProvider.tsx'

/** The one live line of the page: where saving stands, and what the last act has done. */
export function StatusLine({ notice }: { notice: string }) {
  const { texts } = useTexts()
  const { lines, pause } = useQueueState()
  const trouble = useStore(apiTrouble)
  const all = [...lines.values()]
  const pending = all.filter(({ status }) => status === 'waiting' || status === 'saving').length
  const stuck = all.filter(({ status }) => status === 'refused' || status === 'conflict').length
  const state = pending === 0 ? (stuck > 0 ? 'stuck' : 'saved') : (pause ?? 'saving')
  const { saving } = texts
  const words = {
    saved: saving.allSaved,
    stuck: saving.needsYou(stuck),
    // The queue pauses only when the client gives up.
    saving: trouble ? saving.retrying(pending) : saving.saving(pending),
    offline: saving.offline(pending),
    unavailable: saving.unavailable(pending),
    session: saving.session(pending),
  }[state]
  return (
    <p role="status" className={`status-line status-${state}`}>
      <span className="status-dot" aria-hidden="true" />
      <span className="status-state">{words}</span>
      {notice && <span className="status-notice">{notice}</span>}
    </p>
  )
}
