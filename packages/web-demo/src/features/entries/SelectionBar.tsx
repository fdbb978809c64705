import { useCaller } from '../../api/context.ts'
import { type EntryRow, minutesOfRows } from './entry-rows.ts'
import { useEntriesTexts } from './texts.ts'

interface SelectionBarProps {
  readonly rows: readonly EntryRow[]
  readonly onChange: () => void
  readonly onDelete: () => void
  readonly onClear: () => void
}

/** The selected entries with their sum, and what can be done with all of them. */
export function SelectionBar({ rows, onChange, onDelete, onClear }: SelectionBarProps) {
  const texts = useEntriesTexts()
  const { may } = useCaller()
  return (
    <div className="pending-bar">
      <p role="status">{texts.selected(rows.length, minutesOfRows(rows).all)}</p>
      {may('create:timesheets') && (
        <button type="button" onClick={onChange}>
          {texts.change}
        </button>
      )}
      {may('delete:timesheets') && (
        <button type="button" onClick={onDelete}>
          {texts.delete}
        </button>
      )}
      <button type="button" className="quiet" onClick={onClear}>
        {texts.selectNone}
      </button>
    </div>
  )
}
