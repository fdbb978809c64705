import { useState } from 'react'
import type { Entry } from 'timesheets-sdk/model'
import { Dialog } from '../../components/Dialog.tsx'
import { useTexts } from '../../texts/index.ts'
import { HistoryList } from './HistoryList.tsx'
import { useHistoryTexts } from './texts.ts'

/** The history of an entry, loaded when the person opens it. */
export function EntryHistory({ entry }: { entry: Entry }) {
  const texts = useHistoryTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="entry-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.title}</summary>
      {isOpen && <HistoryList userId={entry.userId} entryId={entry.id} />}
    </details>
  )
}

interface WeekHistoryProps {
  readonly userId: string
  readonly week: string
  readonly onClose: () => void
}

/** The history of a week as a dialog, for its owner. */
export function WeekHistory({ userId, week, onClose }: WeekHistoryProps) {
  const { texts } = useTexts()
  const own = useHistoryTexts()
  return (
    <Dialog title={own.show} onClose={onClose}>
      <HistoryList userId={userId} week={week} />
      <p className="dialog-actions">
        <button type="button" onClick={onClose}>
          {texts.details.close}
        </button>
      </p>
    </Dialog>
  )
}
