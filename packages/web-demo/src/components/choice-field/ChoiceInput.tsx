import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { Autocomplete, Input, Label, ListBox, ListBoxItem, TextField } from 'react-aria-components'
import { useTexts } from '../../texts/index.ts'
import { Icon } from '../Icon.tsx'
import { isComposing } from '../keys.ts'
import { type Choice, type ChoiceFieldProps, findChoices, namedValue, shownName } from './choices.ts'
import '../project-picker/picker.css'

/**
 * The combobox pattern of the ARIA Authoring Practices, with its list in the page: the popover of React
 * Aria's ComboBox would hide the page from assistive technology, and be behind a dialog.
 */
export function ChoiceInput(props: ChoiceFieldProps) {
  const { label, value, choices, none, onChange, takesOthers = false } = props
  const texts = useTexts().texts.choice
  /** `undefined`: the name of the chosen value is shown. */
  const [typed, setTyped] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const { shown, all } = useMemo(() => findChoices(choices, typed ?? ''), [choices, typed])
  const other = takesOthers && typed?.trim() ? typed.trim() : undefined
  const options: readonly Choice[] = [
    ...(typed?.trim() ? [] : [{ value: '', name: none }]),
    ...shown,
    ...(other === undefined || shown.some((choice) => choice.value === other)
      ? []
      : [{ value: other, name: texts.asTyped(other) }]),
  ]

  const close = () => {
    setTyped(undefined)
    setOpen(false)
  }
  const choose = (chosen: string) => {
    close()
    if (chosen !== value) onChange(chosen)
  }
  /** The value that the text names in full, without a choice in the list. */
  const named = () => {
    if (typed === undefined) return value
    return typed.trim() === '' ? '' : (namedValue(choices, typed) ?? other)
  }
  const leave = () => choose(named() ?? value)

  // Runs before Autocomplete, which would take Enter and Esc.
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) {
      event.stopPropagation()
    } else if (event.key === 'Escape' && (isOpen || typed !== undefined)) {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      const highlighted = list.current?.querySelector('[data-focused]')?.getAttribute('data-key')
      const option = options.find((one) => keyOf(one) === highlighted)
      const chosen = option?.value ?? named() ?? (all === 1 ? shown[0]?.value : undefined)
      // Otherwise the text stays, to be corrected.
      if (chosen !== undefined) choose(chosen)
    } else if (event.key === 'Tab' && isOpen) {
      // Otherwise to the list: what scrolls can have the focus.
      leave()
    } else if (/^Arrow(Down|Up)$/.test(event.key) && !isOpen) {
      event.preventDefault()
      setOpen(true)
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a person does is done to its input
    <div
      className="choice"
      onBlur={({ currentTarget, relatedTarget, isTrusted }) => {
        // React Aria sends events of its own where only the highlight moves.
        if (isTrusted && !currentTarget.contains(relatedTarget)) leave()
      }}
    >
      <Autocomplete
        inputValue={typed ?? shownName(props)}
        onInputChange={(text) => {
          setTyped(text)
          setOpen(true)
        }}
      >
        <TextField className="field">
          <Label>{label}</Label>
          <Input
            role="combobox"
            aria-haspopup="listbox"
            aria-expanded={isOpen && options.length > 0}
            onKeyDownCapture={onKeyDown}
            onFocus={({ currentTarget, isTrusted }) => isTrusted && currentTarget.select()}
            onClick={({ currentTarget }) => {
              if (typed === undefined) currentTarget.select()
              setOpen(true)
            }}
          />
        </TextField>
        <Icon name="down" />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the input keeps the focus when this is clicked */}
        <div className="choice-popup" hidden={!isOpen} onMouseDown={(event) => event.preventDefault()}>
          {isOpen && options.length > 0 && (
            <ListBox<Choice & { readonly id: string }>
              ref={list}
              className="choice-list"
              aria-label={label}
              items={options.map((option) => ({ ...option, id: keyOf(option) }))}
              onAction={(key) => choose(String(key).slice(keyStart.length))}
            >
              {({ id, name, details }) => (
                <ListBoxItem id={id} textValue={`${name} ${details ?? ''}`.trim()} className="picker-item">
                  <bdi className="choice-name">{name}</bdi>
                  {details && <bdi className="picker-about">{details}</bdi>}
                </ListBoxItem>
              )}
            </ListBox>
          )}
          <p role="status">
            {isOpen && all === 0 && other === undefined && texts.noMatch}
            {isOpen && all > shown.length && texts.more(shown.length, all)}
          </p>
        </div>
      </Autocomplete>
    </div>
  )
}

// React Aria has no empty keys.
const keyStart = 'choice '

function keyOf({ value }: Choice): string {
  return keyStart + value
}
