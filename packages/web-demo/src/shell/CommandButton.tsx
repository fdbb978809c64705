import { useState } from 'react'
import { Icon } from '../components/Icon.tsx'
import { usePageKeys } from '../components/keys.ts'
import { late } from '../components/late.tsx'
import { useTexts } from '../texts/index.ts'

const CommandPalette = late(async () => (await import('./palette/CommandPalette.tsx')).CommandPalette)
const KeysDialog = late(async () => (await import('../components/KeysDialog.tsx')).KeysDialog)

/** Opens the search of pages, weeks, projects, people and actions, on every page: by button or Ctrl+K. */
export function CommandButton() {
  const { texts } = useTexts()
  const [opened, setOpened] = useState<'palette' | 'keys'>()
  usePageKeys({ 'Ctrl+k': () => setOpened('palette') }, { anywhere: true })
  const close = () => setOpened(undefined)
  return (
    <>
      <button
        type="button"
        className="quiet icon-button"
        aria-label={texts.app.commands}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        title={texts.app.commandsHint}
        onClick={() => setOpened('palette')}
      >
        <Icon name="search" />
      </button>
      {opened === 'palette' && <CommandPalette onClose={close} onKeys={() => setOpened('keys')} />}
      {opened === 'keys' && <KeysDialog onClose={close} />}
    </>
  )
}
