import { Dialog } from '../../components/Dialog.tsx'
import { useTexts } from '../../texts/index.ts'
import type { GridRow } from './grid-model.ts'

interface RemoveRowDialogProps {
  readonly row: GridRow
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** Asks before a row goes with the hours that are in it. */
export function RemoveRowDialog({ row, onRemove, onClose }: RemoveRowDialogProps) {
  const { texts } = useTexts()
  return (
    <Dialog title={texts.removal.title(row.project)} onClose={onClose}>
      <p>{texts.removal.explained(row.minutes)}</p>
      <p className="dialog-actions">
        <button type="button" onClick={onClose}>
          {texts.removal.cancel}
        </button>
        <button type="button" className="primary" onClick={onRemove}>
          {texts.removal.remove}
        </button>
      </p>
    </Dialog>
  )
}
