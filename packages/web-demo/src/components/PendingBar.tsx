import { useEffect, useRef } from 'react'
import { useNowMs } from './use-browser.ts'
import '../styles/page-foot.css'

interface PendingBarProps {
  readonly texts: {
    readonly undo: string
    readonly sendNow: string
    readonly inSeconds: (seconds: number) => string
  }
  /** The action, as a sentence. */
  readonly words: string
  /** When it happens. Milliseconds since the epoch. */
  readonly dueMs: number
  readonly onUndo: () => void
  readonly onSend: () => void
}

/** An action about to be sent, while it can be undone. */
export function PendingBar({ texts, words, dueMs, onUndo, onSend }: PendingBarProps) {
  const undo = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The button of the action may be gone together with the selection that it acted on.
    if (document.activeElement === document.body) undo.current?.focus()
  }, [])
  const seconds = Math.max(0, Math.ceil((dueMs - useNowMs(true)) / 1_000))
  return (
    <div className="pending-bar">
      <p>
        {words} <span aria-hidden="true">{texts.inSeconds(seconds)}</span>
      </p>
      <button ref={undo} type="button" aria-keyshortcuts="Control+Z" onClick={onUndo}>
        {texts.undo}
      </button>
      <button type="button" className="quiet" onClick={onSend}>
        {texts.sendNow}
      </button>
    </div>
  )
}
