import { type RefObject, useRef } from 'react'
import { Icon } from '../../components/Icon.tsx'
import { useTexts } from '../../texts/index.ts'
import type { CopySource } from './copy-week.ts'

interface WeekToolbarProps {
  /** Whether something in the week can be changed. */
  readonly canEdit: boolean
  readonly onAddProject: () => void
  readonly addButton: RefObject<HTMLButtonElement | null>
  readonly hasTemplate: boolean
  readonly onCopy: (from: CopySource, withHours: boolean) => void
  readonly onKeepTemplate: () => void
  readonly onUndo: () => void
  readonly onKeys: () => void
  readonly onHistory: () => void
}

/** The actions on the whole week. */
export function WeekToolbar(props: WeekToolbarProps) {
  const { canEdit, hasTemplate, onAddProject, onCopy, onKeepTemplate, onUndo, onKeys, onHistory } = props
  const { texts } = useTexts()
  return (
    <div className="week-toolbar">
      {canEdit && (
        <>
          <button ref={props.addButton} type="button" className="quiet" onClick={onAddProject}>
            <Icon name="plus" />
            {texts.week.addProject}
          </button>
          <ToolbarMenu
            id="copy-week"
            icon="copy"
            name={texts.week.copyLastWeek}
            actions={[
              [texts.week.copyRows, () => onCopy('lastWeek', false)],
              [texts.week.copyHours, () => onCopy('lastWeek', true)],
            ]}
          />
          <ToolbarMenu
            id="template"
            icon="calendar"
            name={texts.week.template}
            actions={[
              [texts.week.keepTemplate, onKeepTemplate],
              ...(hasTemplate ? [[texts.week.fillTemplate, () => onCopy('template', true)] as const] : []),
            ]}
          />
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

interface ToolbarMenuProps {
  readonly id: 'copy-week' | 'template'
  readonly icon: 'copy' | 'calendar'
  readonly name: string
  readonly actions: readonly (readonly [name: string, act: () => void])[]
}

/** A button that shows some actions. */
function ToolbarMenu({ id, icon, name, actions }: ToolbarMenuProps) {
  const menu = useRef<HTMLDivElement>(null)
  return (
    <>
      <button type="button" className={`quiet ${id}-button`} popoverTarget={id}>
        <Icon name={icon} />
        {name}
      </button>
      <div ref={menu} id={id} popover="auto" className="popover toolbar-popover">
        {actions.map(([action, act]) => (
          <button
            key={action}
            type="button"
            onClick={() => {
              menu.current?.hidePopover()
              act()
            }}
          >
            {action}
          </button>
        ))}
      </div>
    </>
  )
}
