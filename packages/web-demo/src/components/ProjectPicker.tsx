import { useState } from 'react'
import { Autocomplete, Input, Label, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { project as projectSchema } from 'timesheets-sdk/model'
import { useTexts } from '../texts/index.ts'
import { matchingChoices, type ProjectChoice } from '../week/project-choices.ts'
import { projectColor } from './project-color.ts'
import '../styles/picker.css'

interface ProjectPickerProps {
  /** In the order in which they are offered. */
  readonly choices: readonly ProjectChoice[]
  readonly onPick: (project: string) => void
  readonly onCancel: () => void
}

interface Item {
  readonly id: string
  readonly title: string
  /** What it is called, and for whom it is. */
  readonly about: string
  readonly isNew: boolean
}

const shownAtMost = 50

/**
 * Search among recent projects and those of the catalogue, or any other code: an input with its list below it, in the page. A list in a popover, as
 * React Aria's ComboBox has it, hides all of the page from assistive technology while it is open.
 */
export default function ProjectPicker({ choices, onPick, onCancel }: ProjectPickerProps) {
  const { texts } = useTexts()
  const [text, setText] = useState('')
  const typed = text.trim()
  const items = itemsFor(typed, choices, texts.picker.use)
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
          aria-label={texts.picker.choices}
          onAction={(key) => onPick(String(key))}
          renderEmptyState={() => <p className="picker-empty">{texts.picker.none}</p>}
        >
          {(item) => (
            <ListBoxItem
              id={item.id}
              textValue={`${item.title} ${item.about}`.trim()}
              className="picker-item"
            >
              {!item.isNew && <span className={`dot ${projectColor(item.id)}`} aria-hidden="true" />}
              <span className="picker-code">{item.title}</span>
              {item.about && <span className="picker-about">{item.about}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  )
}

function itemsFor(typed: string, choices: readonly ProjectChoice[], use: (code: string) => string): Item[] {
  const known = matchingChoices(choices, typed)
    .slice(0, shownAtMost)
    .map(({ code, name, client }): Item => {
      const about = [name, client].filter(Boolean).join(' · ')
      return { id: code, title: code, about, isNew: false }
    })
  const isNew = isUsable(typed) && !choices.some(({ code }) => code === typed)
  return isNew ? [...known, { id: typed, title: use(typed), about: '', isNew }] : known
}

function isUsable(code: string): boolean {
  return projectSchema.safeParse(code).success
}
