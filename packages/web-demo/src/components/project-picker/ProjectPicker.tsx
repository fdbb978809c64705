import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Autocomplete, Input, Label, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { useTexts } from '../../texts/index.ts'
import { isComposing } from '../keys.ts'
import { projectColor } from '../project-color.ts'
import { scrollRegion } from '../table-parts.tsx'
import { enterSearch, isProjectCode } from './enter-search.ts'
import { matchingChoices, type ProjectChoice, type UnlistedCodes } from './project-choices.ts'
import './picker.css'

interface ProjectPickerProps {
  /** In the order in which they are offered. */
  readonly choices: readonly ProjectChoice[]
  /** Whether choices are still loading: Enter waits for them. */
  readonly isLoading: boolean
  readonly unlisted: UnlistedCodes
  readonly onPick: (project: string) => void
  readonly onCancel: () => void
}

interface Item {
  readonly id: string
  readonly title: string
  /** Its name and its client. */
  readonly about: string
  readonly isNew: boolean
}

const shownAtMost = 50

/**
 * A search of recent projects and the catalogue: an input with its list below it, in the page. The popover of
 * React Aria's ComboBox would hide the page from assistive technology.
 */
export default function ProjectPicker(props: ProjectPickerProps) {
  const { choices, isLoading, unlisted, onPick, onCancel } = props
  const { texts } = useTexts()
  const [text, setText] = useState('')
  const [isMovedTo, setMovedTo] = useState(false)
  const [isEntered, setEntered] = useState(false)
  const [problem, setProblem] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const typed = text.trim()
  const matches = matchingChoices(choices, typed)
  const items = itemsFor(typed, matches, unlisted, texts.picker.use)

  const change = (value: string) => {
    setText(value)
    setMovedTo(false)
    setEntered(false)
    setProblem('')
  }

  const enter = () => {
    const highlighted = list.current?.querySelector('[data-focused]')?.getAttribute('data-key') ?? undefined
    const entered = enterSearch({ typed, matches, highlighted, isMovedTo, unlisted })
    if ('code' in entered) onPick(entered.code)
    else setProblem(texts.picker.problems[entered.problem](typed))
  }

  const latestEnter = useRef(enter)
  latestEnter.current = enter
  useEffect(() => {
    if (isEntered && !isLoading) latestEnter.current()
  }, [isEntered, isLoading])

  // Runs before Autocomplete, which clears the input on Esc and takes the first item on Enter.
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) {
      event.stopPropagation()
      return
    }
    if (event.key === 'Escape') onCancel()
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setMovedTo(true)
    if (event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (isLoading && !isMovedTo) setEntered(true)
    else enter()
  }

  return (
    <div className="picker">
      <Autocomplete inputValue={text} onInputChange={change}>
        <SearchField className="picker-search" autoFocus>
          <Label>{texts.picker.label}</Label>
          <div className="picker-field">
            <Input placeholder={texts.picker.placeholder} maxLength={64} onKeyDownCapture={onKeyDown} />
            <button type="button" onClick={onCancel}>
              {texts.picker.cancel}
            </button>
          </div>
        </SearchField>
        <p role="status" className={problem ? 'picker-problem' : 'visually-hidden'}>
          {problem}
        </p>
        {/* Its own scroll area: the list itself cannot have the focus, so the keyboard could not scroll it. */}
        <div {...scrollRegion(texts.picker.choices)} className="picker-list">
          <ListBox<Item>
            ref={list}
            items={items}
            aria-label={texts.picker.choices}
            onAction={(key) => onPick(String(key))}
            renderEmptyState={() => (
              <p className="picker-empty">
                {isLoading ? texts.app.loading : typed === '' ? texts.picker.none : texts.picker.noMatch}
              </p>
            )}
          >
            {(item) => (
              <ListBoxItem
                id={item.id}
                textValue={`${item.title} ${item.about}`.trim()}
                // Typing highlights the first item. A new code is not taken that way, so it does not look so.
                className={
                  item.isNew && unlisted === 'asked' && !isMovedTo ? 'picker-item is-asked' : 'picker-item'
                }
              >
                {!item.isNew && <span className={`dot ${projectColor(item.id)}`} aria-hidden="true" />}
                <span className="picker-code">{item.title}</span>
                {item.about && <span className="picker-about">{item.about}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </div>
      </Autocomplete>
    </div>
  )
}

function itemsFor(
  typed: string,
  matches: readonly ProjectChoice[],
  unlisted: UnlistedCodes,
  use: (code: string) => string,
): Item[] {
  const known = matches.slice(0, shownAtMost).map(({ code, name, client }): Item => {
    const about = [name, client].filter(Boolean).join(' · ')
    return { id: code, title: code, about, isNew: false }
  })
  const isNew = unlisted !== 'rejected' && isProjectCode(typed) && !matches.some(({ code }) => code === typed)
  return isNew ? [...known, { id: typed, title: use(typed), about: '', isNew }] : known
}
