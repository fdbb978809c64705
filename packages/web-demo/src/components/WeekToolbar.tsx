import { useRef } from 'react'
import { useTexts } from '../texts/index.ts'
import { Icon } from './Icon.tsx'

interface WeekToolbarProps {
  readonly onAddProject: () => void
  readonly onCopy: (withHours: boolean) => void
  readonly onUndo: () => void
  readonly onKeys: () => void
}

/** What can be done to the week as a whole. */
export function WeekToolbar({ onAddProject, onCopy, onUndo, onKeys }: WeekToolbarProps) {
  const { texts } = useTexts()
  const menu = useRef<HTMLDivElement>(null)
  const copy = (withHours: boolean) => {
    menu.current?.hidePopover()
    onCopy(withHours)
  }
  return (
    <div className="week-toolbar">
      <button type="button" className="quiet" onClick={onAddProject}>
        <Icon name="plus" />
        {texts.week.addProject}
      </button>
      <button type="button" className="quiet copy-button" popoverTarget="copy-week">
        <Icon name="copy" />
        {texts.week.copyLastWeek}
      </button>
      <div ref={menu} id="copy-week" popover="auto" className="popover copy-popover">
        <button type="button" onClick={() => copy(false)}>
          {texts.week.copyRows}
        </button>
        <button type="button" onClick={() => copy(true)}>
          {texts.week.copyHours}
        </button>
      </div>
      <span className="grow" />
      <button type="button" className="quiet" onClick={onUndo} aria-keyshortcuts="Control+Z">
        <Icon name="undo" />
        {texts.week.undo}
      </button>
      <button type="button" className="quiet only-wide" onClick={onKeys} aria-keyshortcuts="?">
        <Icon name="keys" />
        {texts.week.keys}
      </button>
    </div>
  )
}
