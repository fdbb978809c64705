import { useRef } from 'react'
import { Icon } from '../../components/Icon.tsx'
import { useTexts } from '../../texts/index.ts'

interface WeekToolbarProps {
  /** Whether something in the week can be changed. */
  readonly canEdit: boolean
  readonly onAddProject: () => void
  readonly onCopy: (withHours: boolean) => void
  readonly onUndo: () => void
  readonly onKeys: () => void
  readonly onHistory: () => void
}

/** The actions on the whole week. */
export function WeekToolbar(props: WeekToolbarProps) {
  const { canEdit, onAddProject, onCopy, onUndo, onKeys, onHistory } = props
  const { texts } = useTexts()
  const menu = useRef<HTMLDivElement>(null)
  const copy = (withHours: boolean) => {
    menu.current?.hidePopover()
    onCopy(withHours)
  }
  return (
    <div className="week-toolbar">
      {canEdit && (
        <>
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
        </>
      )}
      <span className="grow" />
      {canEdit && (
        <button type="button" className="quiet" onClick={onUndo} aria-keyshortcuts="Control+Z">
          <Icon name="undo" />
          {texts.week.undo}
        </button>
      )}
      <button type="button" className="quiet" onClick={onHistory}>
        <Icon name="history" />
        {texts.week.history}
      </button>
      <button type="button" className="quiet only-wide" onClick={onKeys} aria-keyshortcuts="?">
        <Icon name="keys" />
        {texts.week.keys}
      </button>
    </div>
  )
}
