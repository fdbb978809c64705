import { useState } from 'react'
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { project as projectSchema } from 'timesheets-sdk/model'
import { useTexts } from '../texts/index.ts'
import { Icon } from './Icon.tsx'
import { projectColor } from './project-color.ts'

interface ProjectPickerProps {
  /** The latest first. */
  readonly recent: readonly string[]
  readonly onPick: (project: string) => void
  readonly onCancel: () => void
}

const shownAtMost = 50

/** Search among recent projects, or any other code. */
export default function ProjectPicker({ recent, onPick, onCancel }: ProjectPickerProps) {
  const { texts } = useTexts()
  const [text, setText] = useState('')
  const typed = text.trim()
  const matches = recent
    .filter((project) => project.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, shownAtMost)
  const isNew = projectSchema.safeParse(typed).success && !recent.includes(typed)
  const items = [
    ...matches.map((project) => ({ id: project, name: project, isNew: false })),
    ...(isNew ? [{ id: typed, name: texts.picker.use(typed), isNew: true }] : []),
  ]
  return (
    <ComboBox
      className="picker"
      items={items}
      inputValue={text}
      onInputChange={setText}
      menuTrigger="focus"
      defaultFilter={() => true}
      allowsEmptyCollection
      allowsCustomValue
      value={null}
      onChange={(key) => {
        if (typeof key === 'string') onPick(key)
      }}
    >
      <Label>{texts.picker.label}</Label>
      <div className="picker-field">
        <Input
          autoFocus
          placeholder={texts.picker.placeholder}
          onKeyDown={(event) => {
            if (
              event.key === 'Enter' &&
              (isNew || recent.includes(typed)) &&
              !hasFocusedOption(event.currentTarget)
            ) {
              onPick(typed)
            }
            if (event.key === 'Escape') onCancel()
          }}
        />
        <Button aria-label={texts.picker.showAll}>
          <Icon name="next" />
        </Button>
        <button type="button" onClick={onCancel}>
          {texts.picker.cancel}
        </button>
      </div>
      <Popover className="picker-popover" offset={4}>
        <ListBox<(typeof items)[number]>
          className="picker-list"
          aria-label={texts.picker.recent}
          renderEmptyState={() => <p className="picker-empty">{texts.picker.none}</p>}
        >
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.id} className="picker-item">
              {!item.isNew && <span className={`dot ${projectColor(item.id)}`} aria-hidden="true" />}
              {item.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

function hasFocusedOption(input: HTMLElement): boolean {
  return input.hasAttribute('aria-activedescendant')
}
