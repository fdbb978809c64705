import { useMemo, useState } from 'react'
import { Dialog } from '../components/Dialog.tsx'
import { PickProject } from '../components/project-picker/PickProject.tsx'
import { useToday } from '../components/use-browser.ts'
import { useTexts } from '../texts/index.ts'

interface StartTimerProps {
  readonly onStart: (project: string, note: string) => void
  readonly onClose: () => void
}

/** Asks what the timer is for. Choosing the project starts it. */
export function StartTimer({ onStart, onClose }: StartTimerProps) {
  const { texts } = useTexts()
  const today = useToday()
  const dates = useMemo(() => [today], [today])
  const [note, setNote] = useState('')
  return (
    <Dialog title={texts.timer.startTitle} onClose={onClose}>
      <div className="timer-form">
        <label className="field">
          {texts.timer.note}
          <input
            value={note}
            maxLength={2_000}
            autoComplete="off"
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
        <PickProject dates={dates} onPick={(project) => onStart(project, note.trim())} onCancel={onClose} />
        <p className="form-help">{texts.timer.onThisDevice}</p>
      </div>
    </Dialog>
  )
}
