import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { isComposing } from '../../components/keys.ts'
import { isUnfinished } from './judge-text.ts'

/** How the person left the input. */
export type Leaving = 'enter' | 'tab' | 'back-tab' | 'blur' | 'submit'

export interface CellEditorProps {
  readonly label: string
  readonly initialText: string
  /** Selects what is there, so that typing replaces it. */
  readonly selectAll: boolean
  /** Why the text can't be stored, in words, while it is typed. */
  readonly problemOf: (text: string) => string | undefined
  readonly onCommit: (text: string, leaving: Leaving) => void
  readonly onCancel: () => void
}

/**
 * The input of a cell while the person edits it. Arrows move the caret; Enter and Tab commit, Ctrl+Enter also
 * submits the week, Esc restores.
 */
export function CellEditor({
  label,
  initialText,
  selectAll,
  problemOf,
  onCommit,
  onCancel,
}: CellEditorProps) {
  const [text, setText] = useState(initialText)
  const input = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  const problemId = useId()
  const problem = isUnfinished(text) ? undefined : problemOf(text)

  useLayoutEffect(() => {
    const element = input.current
    element?.focus()
    if (selectAll) element?.select()
    else element?.setSelectionRange(element.value.length, element.value.length)
  }, [selectAll])

  const commit = (leaving: Leaving) => {
    if (isDone.current) return
    isDone.current = true
    onCommit(text, leaving)
  }

  const latestCommit = useRef(commit)
  latestCommit.current = commit
  useEffect(() => {
    // The page unloads, to sign in again or for a reload: the queue keeps the typed text.
    const keep = () => latestCommit.current('blur')
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      // The row may go too, when the week is loaded again, or the week itself, by the browser's Back.
      keep()
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (isComposing(event)) return
    if (event.key === 'Enter') {
      event.preventDefault()
      commit(event.ctrlKey || event.metaKey ? 'submit' : 'enter')
    } else if (event.key === 'Tab') {
      event.preventDefault()
      commit(event.shiftKey ? 'back-tab' : 'tab')
    } else if (event.key === 'Escape') {
      event.preventDefault()
      isDone.current = true
      onCancel()
    }
  }

  return (
    <>
      <input
        ref={input}
        className="cell-input"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problemId}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          // Leaving the window is not leaving the cell.
          if (document.hasFocus()) commit('blur')
        }}
        onCopy={(event) => event.stopPropagation()}
        onPaste={(event) => event.stopPropagation()}
      />
      <span id={problemId} className={problem ? 'hint hint-error' : 'hint-none'} aria-live="polite">
        {problem}
      </span>
    </>
  )
}
