import { isSameContent, type Policy } from 'timesheets-sdk/model'
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
  const words = usePolicyWords()
  const { conflict } = change
  if (!conflict) return null
  const { theirs } = conflict
  const mine = conflict.change(theirs)
  const others = (Object.keys(theirs) as (keyof Policy)[]).filter(
    (name) => !(name in mine) && !isSameContent([theirs[name]], [policy[name]]),
  )
  return (
    <section className="notice settings-effect" role="alert">
      <h2>{texts.conflict}</h2>
      <ul>
        {(Object.keys(mine) as (keyof typeof mine)[]).map((name) => (
          <li key={name}>
            {texts.fields[name]}: {texts.both(words(name, mine[name]), words(name, theirs[name]))}
          </li>
        ))}
        {others.map((name) => (
          <li key={name}>
            {texts.fields[name]}: {texts.from(words(name, policy[name]), words(name, theirs[name]))}{' '}
            {texts.stays}
          </li>
        ))}
      </ul>
      <p className="dialog-actions">
        <button type="button" onClick={change.takeTheirs}>
          {texts.takeTheirs}
        </button>
        <button type="button" aria-disabled={change.isSaving} onClick={change.keepMine}>
          {texts.keepMine}
        </button>
      </p>
    </section>
  )
}
