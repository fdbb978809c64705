import { useId } from 'react'
import { SaidText } from '../../components/SaidText.tsx'
import type { Refusal } from '../../saving/line.ts'
import { useTexts } from '../../texts/index.ts'
import { EntryHistory } from '../history/index.ts'
import type { CellLine } from './grid-model.ts'

/** One entry as the dialog holds it until it is saved. */
export interface Draft {
  readonly line: CellLine
  readonly hours: string
  readonly note: string
  readonly billable: boolean
  readonly isRemoved: boolean
  readonly problem: Refusal | undefined
}

interface DetailsFieldsProps {
  readonly draft: Draft
  /** Where there are several entries, which this is. */
  readonly legend: string | undefined
  readonly isReadOnly: boolean
  readonly onChange: (part: Partial<Draft>) => void
  readonly onRemove: (() => void) | undefined
}

export function DetailsFields({ draft, legend, isReadOnly, onChange, onRemove }: DetailsFieldsProps) {
  const { texts } = useTexts()
  const problemId = useId()
  const { hours, note, billable, problem, line } = draft
  const fields = (
    <>
      <div className="details-row">
        <label className="field field-short">
          {texts.details.hours}
          <input
            value={hours}
            readOnly={isReadOnly}
            autoComplete="off"
            aria-invalid={problem !== undefined}
            aria-describedby={problem ? problemId : undefined}
            onChange={(event) => onChange({ hours: event.target.value })}
          />
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={billable}
            disabled={isReadOnly}
            onChange={(event) => onChange({ billable: event.target.checked })}
          />
          {texts.details.billable}
        </label>
        {legend && onRemove && (
          <button type="button" className="quiet" onClick={onRemove}>
            {texts.details.remove}
          </button>
        )}
      </div>
      {problem && (
        <p id={problemId} className="field-problem" role="alert">
          <SaidText said={problem} />
        </p>
      )}
      <label className="field">
        {texts.details.note}
        <textarea
          rows={3}
          value={note}
          readOnly={isReadOnly}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </label>
      {line.base && (
        <>
          <p className="details-source">{texts.details.source(line.base.source)}</p>
          <EntryHistory entry={line.base} />
        </>
      )}
    </>
  )
  if (legend === undefined) return fields
  return (
    <fieldset className="details-entry">
      <legend>{legend}</legend>
      {fields}
    </fieldset>
  )
}
