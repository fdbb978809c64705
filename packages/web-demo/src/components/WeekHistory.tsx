import { useHistoryTexts } from '../texts/history.ts'
import { useTexts } from '../texts/index.ts'
import { Dialog } from './Dialog.tsx'
import { HistoryList } from './HistoryList.tsx'

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
