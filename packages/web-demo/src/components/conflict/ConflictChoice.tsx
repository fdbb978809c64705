import { useTexts } from '../../texts/index.ts'

interface ConflictChoiceProps {
  readonly title: string
  /** The differences, in words. */
  readonly lines: readonly string[]
  readonly help?: string
  /** The words of the button that takes the other change. */
  readonly take: string
  readonly isSaving: boolean
  /** Without it, the other change cannot be taken, as where the record was removed. */
  readonly onTake?: (() => void) | undefined
  readonly onKeep?: (() => void) | undefined
}

/** Tells that two people changed the same thing, and lets a person choose. */
export function ConflictChoice({ title, lines, help, take, isSaving, onTake, onKeep }: ConflictChoiceProps) {
  const { texts } = useTexts()
  return (
    <section className="notice notice-block" role="alert">
      <h2>{title}</h2>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {help !== undefined && <p>{help}</p>}
      {(onTake || onKeep) && (
        <p className="dialog-actions">
          {onTake && (
            <button type="button" onClick={onTake}>
              {take}
            </button>
          )}
          {onKeep && (
            <button type="button" aria-disabled={isSaving} onClick={onKeep}>
              {texts.problems.keepMine}
            </button>
          )}
        </p>
      )}
    </section>
  )
}
