import { useState } from 'react'
import type { Entry } from 'timesheets-sdk/model'
import { useHistoryTexts } from '../texts/history.ts'
import { HistoryList } from './HistoryList.tsx'

/** What happened to an entry, read when it is opened. */
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
