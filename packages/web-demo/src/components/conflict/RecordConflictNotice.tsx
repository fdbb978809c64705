import { useNames } from '../../api/names.ts'
import { useTexts } from '../../texts/index.ts'
import type { Form } from '../use-form.ts'
import { ConflictChoice } from './ConflictChoice.tsx'
import { mergeValues, type RecordConflict } from './record-conflict.ts'

type Values = Readonly<Record<string, string | boolean>>

interface RecordConflictNoticeProps<Stored, V extends Values> {
  readonly conflict: RecordConflict<Stored>
  /** The name of the record; undefined: it was to be added. */
  readonly name: string | undefined
  readonly form: Form<V>
  /** The values that the form began from. */
  readonly base: V
  readonly valuesOf: (stored: Stored) => V
  /** A field and its value in words. */
  readonly words: {
    label(name: string & keyof V): string
    value(name: string & keyof V, value: string): string
  }
  readonly isSaving: boolean
  /** Whether the change would remove the record: then it can only be looked at again. */
  readonly isRemoval?: boolean
  /** Goes on from the record as it is now, with these values. */
  readonly onContinue: (theirs: Stored, values: V, save: boolean) => void
}

/** Both changes of a record where two people changed it, and the choice between them. */
export function RecordConflictNotice<Stored, V extends Values>(props: RecordConflictNoticeProps<Stored, V>) {
  const { conflict, name, form, base, valuesOf, words, isSaving, isRemoval, onContinue } = props
  const said = useTexts().texts.problems
  const nameOf = useNames()
  const { theirs, addedBy } = conflict
  const isAddition = name === undefined
  if (theirs === undefined) {
    return (
      <ConflictChoice
        title={said.removedMeanwhile(name ?? '')}
        lines={[]}
        help={said.removedHelp}
        take={said.showTheirs}
        isSaving={isSaving}
      />
    )
  }
  const values = valuesOf(theirs)
  const { merged, contested, theirsAlone } = mergeValues(base, form.values, values)
  const value = (of: V, field: string & keyof V) => words.value(field, String(of[field])) || said.nothing
  const lines = [
    ...contested.map((field) => [field, said.both(value(form.values, field), value(values, field))] as const),
    ...theirsAlone.map(
      (field) => [field, `${said.fromTo(value(base, field), value(values, field))} ${said.stays}`] as const,
    ),
  ]
  return (
    <ConflictChoice
      title={
        isAddition
          ? said.existsAlready(addedBy === undefined ? undefined : nameOf(addedBy))
          : said.changedMeanwhile(name)
      }
      lines={lines.map(([field, line]) => `${words.label(field)}: ${line}`)}
      {...(lines.length === 0 && { help: isAddition ? said.sameValues : said.otherDays })}
      take={said.showTheirs}
      isSaving={isSaving}
      onTake={() => onContinue(theirs, values, false)}
      onKeep={isRemoval ? undefined : () => onContinue(theirs, merged, true)}
    />
  )
}
