import { useState } from 'react'
import type { PlannedRow } from 'timesheets-sdk/import/records'
import { SaveProblem } from '../../components/form-fields.tsx'
import { useImportTexts } from './texts.ts'
import type { Applying } from './use-apply.ts'

interface ApplyBarProps {
  readonly rows: readonly PlannedRow[]
  readonly applying: Applying
}

/** How many rows would change what, the button that stores them, and what became of them. */
export function ApplyBar({ rows, applying }: ApplyBarProps) {
  const texts = useImportTexts()
  const [correct, setCorrect] = useState(false)
  const { results, left, isRunning, error } = applying
  const of = (outcome: PlannedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const refusals = [...results.values()].filter((result) => result !== 'stored')
  const stored = results.size - refusals.length
  const hasBegun = isRunning || results.size > 0 || error !== null
  return (
    <section className="card import-apply">
      <p role="status">
        {hasBegun
          ? texts.progress({ stored, rejected: refusals.length, left: left.length - refusals.length })
          : texts.summary({
              added: of('added'),
              updated: of('updated'),
              unchanged: of('unchanged'),
              rejected: of('rejected'),
            })}
      </p>
      <SaveProblem error={error} />
      {refusals.some(({ code }) => code.endsWith('_locked')) && (
        <label className="check">
          <input type="checkbox" checked={correct} onChange={({ target }) => setCorrect(target.checked)} />
          {texts.correct}
        </label>
      )}
      {left.length > 0 && (
        <button
          type="button"
          className="primary"
          aria-disabled={isRunning}
          onClick={() => applying.apply(correct)}
        >
          {hasBegun && !isRunning ? texts.tryAgain(left.length) : texts.apply(left.length)}
        </button>
      )}
    </section>
  )
}
