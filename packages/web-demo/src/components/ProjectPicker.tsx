import { useState } from 'react'
import { Autocomplete, Input, Label, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { project as projectSchema } from 'timesheets-sdk/model'
import { useTexts } from '../texts/index.ts'
import { projectColor } from './project-color.ts'

interface ProjectPickerProps {
  /** The latest first. */
  readonly recent: readonly string[]
  readonly onPick: (project: string) => void
  readonly onCancel: () => void
}

interface Item {
  readonly id: string
  readonly name: string
  readonly isNew: boolean
}

const shownAtMost = 50

/**
 * Search among recent projects, or any other code: an input with its list below it, in the page. A list in a popover, as
 * React Aria's ComboBox has it, hides all of the page from assistive technology while it is open.
 */
export default function ProjectPicker({ recent, onPick, onCancel }: ProjectPickerProps) {
  const { texts } = useTexts()
  const [text, setText] = useState('')
  const typed = text.trim()
  const items = itemsFor(typed, recent, texts.picker.use)
  return (
    <div className="picker">
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField className="picker-search" autoFocus>
          <Label>{texts.picker.label}</Label>
          <div className="picker-field">
            <Input
              placeholder={texts.picker.placeholder}
              maxLength={64}
              // Before Autocomplete has them: it empties the input with Esc, and picks only what it has marked.
              onKeyDownCapture={(event) => {
                if (event.key === 'Escape') onCancel()
                const isMarked = event.currentTarget.hasAttribute('aria-activedescendant')
                if (event.key === 'Enter' && !isMarked && isUsable(typed)) onPick(typed)
              }}
            />
            <button type="button" onClick={onCancel}>
              {texts.picker.cancel}
            </button>
          </div>
        </SearchField>
        <ListBox<Item>
          items={items}
          className="picker-list"
          aria-label={texts.picker.recent}
          onAction={(key) => onPick(String(key))}
          renderEmptyState={() => <p className="picker-empty">{texts.picker.none}</p>}
        >
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.name} className="picker-item">
              {!item.isNew && <span className={`dot ${projectColor(item.id)}`} aria-hidden="true" />}
              {item.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  )
}

function itemsFor(typed: string, recent: readonly string[], use: (code: string) => string): Item[] {
  const wanted = typed.toLowerCase()
  const matches = recent.filter((project) => project.toLowerCase().includes(wanted)).slice(0, shownAtMost)
  const exactFirst = matches.sort((a, b) => Number(b === typed) - Number(a === typed))
  const known = exactFirst.map((project): Item => ({ id: project, name: project, isNew: false }))
  const isNew = isUsable(typed) && !recent.includes(typed)
  return isNew ? [...known, { id: typed, name: use(typed), isNew }] : known
}

function isUsable(code: string): boolean {
  return projectSchema.safeParse(code).success
}
