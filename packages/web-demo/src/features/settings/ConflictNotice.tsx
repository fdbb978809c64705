import { isSameContent, type Policy } from 'timesheets-sdk/model'
import { ConflictChoice } from '../../components/conflict/ConflictChoice.tsx'
import { useTexts } from '../../texts/index.ts'
import type { PolicyChange } from './policy-change.ts'
import { usePolicyWords } from './policy-words.ts'
import { useSettingsTexts } from './texts.ts'

interface ConflictNoticeProps {
  readonly change: PolicyChange
  /** The policy that the change was made on. */
  readonly policy: Policy
}

/** Both changes of the policy where two people changed it, and the choice between them. */
export function ConflictNotice({ change, policy }: ConflictNoticeProps) {
  const texts = useSettingsTexts()
  const said = useTexts().texts.problems
  const words = usePolicyWords()
  const { conflict } = change
  if (!conflict) return null
  const { theirs } = conflict
  const mine = conflict.change(theirs)
  const others = (Object.keys(theirs) as (keyof Policy)[]).filter(
    (name) => !(name in mine) && !isSameContent([theirs[name]], [policy[name]]),
  )
  const lines = [
    ...(Object.keys(mine) as (keyof typeof mine)[]).map(
      (name) => `${texts.fields[name]}: ${said.both(words(name, mine[name]), words(name, theirs[name]))}`,
    ),
    ...others.map((name) => {
      const change = said.fromTo(words(name, policy[name]), words(name, theirs[name]))
      return `${texts.fields[name]}: ${change} ${said.stays}`
    }),
  ]
  return (
    <ConflictChoice
      title={texts.conflict}
      lines={lines}
      take={said.takeTheirs}
      isSaving={change.isSaving}
      onTake={change.takeTheirs}
      onKeep={change.keepMine}
    />
  )
}
