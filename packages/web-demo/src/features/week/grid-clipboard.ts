import type { ClipboardEvent } from 'react'
import type { Texts } from '../../texts/index.ts'
import { cellsToText, layOut, selectedCells } from './clipboard.ts'
import { isDay } from './movement.ts'
import type { GridSelection } from './use-grid-selection.ts'
import type { Week } from './use-week.ts'

interface GridClipboardOptions {
  readonly week: Pick<Week, 'grid' | 'editor'>
  readonly selected: Pick<GridSelection, 'active' | 'selection'>
  readonly isReadOnly: boolean
  readonly texts: Pick<Texts, 'done' | 'week'>
}

/** The handlers of the clipboard on a grid: the selected hours are copied, and a block is laid over them. */
export function gridClipboard(options: GridClipboardOptions) {
  const { isReadOnly, texts } = options
  const { grid, editor } = options.week
  const { active, selection } = options.selected
  const onCopy = (event: ClipboardEvent) => {
    const cells = selectedCells(grid, selection)
    if (cells.length === 0) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', cellsToText(cells))
    if (event.type === 'cut' && !isReadOnly) editor.clear(cells.flat())
    else editor.say(texts.done.copiedCells(cells.flat().length))
  }
  return {
    onCopy,
    onCut: onCopy,
    onPaste(event: ClipboardEvent) {
      event.preventDefault()
      if (isReadOnly || !isDay(active)) {
        editor.say(isReadOnly ? texts.week.readOnly : texts.done.pasteNeedsDay)
        return
      }
      const corner = {
        row: Math.min(selection.anchor.row, active.row),
        column: Math.min(selection.anchor.column, active.column),
      }
      const text = event.clipboardData.getData('text/plain')
      const { cells, outside } = layOut(text, grid, corner, selectedCells(grid, selection))
      editor.paste(cells, outside)
    },
  }
}
