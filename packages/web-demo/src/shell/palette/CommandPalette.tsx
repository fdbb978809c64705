import { type KeyboardEvent, useRef, useState } from 'react'
import {
  Autocomplete,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
} from 'react-aria-components'
import { flushSync } from 'react-dom'
import { Dialog } from '../../components/Dialog.tsx'
import { isComposing } from '../../components/keys.ts'
import { scrollRegion } from '../../components/table-parts.tsx'
import { type Command, findCommands } from './commands.ts'
import { usePaletteTexts } from './texts.ts'
import { useCommands } from './use-commands.ts'
import './palette.css'

interface CommandPaletteProps {
  readonly onClose: () => void
  /** Shows the list of keys. */
  readonly onKeys: () => void
}

/** A search of pages, weeks, projects, people and actions: an input with its list below it, in a dialog. */
export function CommandPalette({ onClose, onKeys }: CommandPaletteProps) {
  const texts = usePaletteTexts()
  const [text, setText] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const commands = useCommands(text, onKeys)
  const groups = findCommands(commands, text)
  const found = groups.flatMap((group) => group.commands)

  const run = (command: Command | undefined) => {
    if (!command) return
    // The closing dialog gives the focus back; the command may move it on.
    flushSync(onClose)
    command.run()
  }
  const byId = (id: unknown) => found.find((command) => command.id === id)

  // Runs before Autocomplete, which clears the input on Esc and takes the first item on Enter.
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) {
      event.stopPropagation()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      event.stopPropagation()
      const highlighted = list.current?.querySelector('[data-focused]')?.getAttribute('data-key')
      run(byId(highlighted) ?? (text.trim() === '' ? undefined : found[0]))
    }
  }

  return (
    <Dialog title={texts.title} onClose={onClose}>
      <div className="palette">
        <Autocomplete inputValue={text} onInputChange={setText}>
          <SearchField className="palette-search" autoFocus>
            <Label className="visually-hidden">{texts.label}</Label>
            <Input placeholder={texts.placeholder} onKeyDownCapture={onKeyDown} />
          </SearchField>
          <div {...scrollRegion(texts.results)} className="palette-list">
            <ListBox
              ref={list}
              aria-label={texts.results}
              onAction={(key) => run(byId(key))}
              renderEmptyState={() => <p className="palette-none">{texts.none}</p>}
            >
              {groups.map(({ group, commands: ofGroup }) => (
                <ListBoxSection key={group} id={group}>
                  <Header className="palette-group">{texts.groups[group]}</Header>
                  {ofGroup.map(({ id, title, details = '', keys }) => (
                    <ListBoxItem
                      key={id}
                      id={id}
                      textValue={`${title} ${details}`.trim()}
                      className="palette-item"
                    >
                      <bdi className="palette-title">{title}</bdi>
                      {details && <bdi className="palette-details">{details}</bdi>}
                      {keys && <kbd>{keys}</kbd>}
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </div>
        </Autocomplete>
      </div>
    </Dialog>
  )
}
