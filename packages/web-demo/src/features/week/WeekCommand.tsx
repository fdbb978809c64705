import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import type { WeekCommandName, WeekCommandState } from '../../components/week-command.ts'
import { lateTexts } from '../../texts/language.ts'
import type { CopySource } from './copy-week.ts'
import type { Week } from './use-week.ts'
import type { WeekLife } from './use-week-life.ts'

interface WeekCommandProps {
  readonly week: Week
  readonly life: WeekLife
  /** Whether something in the week can be changed. */
  readonly canEdit: boolean
  readonly onAdd: () => void
  readonly onCopy: (from: CopySource) => Promise<void>
}

const useTexts = lateTexts({
  en: {
    notNow: 'This week can’t be submitted now: it has no hours, or is submitted already.',
    locked: 'This week can’t be changed.',
  },
  de: {
    notNow:
      'Diese Woche lässt sich jetzt nicht einreichen: Sie hat keine Stunden oder ist schon eingereicht.',
    locked: 'Diese Woche lässt sich nicht ändern.',
  },
})

/** Does what the address that led here asks for, once: a reload or the browser's Back does not repeat it. */
export function WeekCommand({ week, life, canEdit, onAdd, onCopy }: WeekCommandProps) {
  const command = useHistoryState<WeekCommandState | null>()?.command
  const [path, navigate] = useLocation()
  const texts = useTexts()
  useEffect(() => {
    if (!command) return
    navigate(path, { replace: true, state: null })
    const edit = (act: () => void) => (canEdit ? act() : week.editor.say(texts.locked))
    const commands: Readonly<Record<WeekCommandName, () => void>> = {
      add: () => edit(onAdd),
      copy: () => edit(() => void onCopy('lastWeek')),
      fill: () => edit(() => void onCopy('template')),
      submit: () => (life.maySubmit ? life.submit() : week.editor.say(texts.notNow)),
    }
    commands[command]()
  }, [command, week, life, canEdit, onAdd, onCopy, path, navigate, texts])
  return null
}
