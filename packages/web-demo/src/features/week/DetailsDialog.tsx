import { type FormEvent, useState } from 'react'
import { useCaller } from '../../api/context.ts'
import { useProjects } from '../../api/projects-query.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { SaidText } from '../../components/SaidText.tsx'
import { minutesOf } from '../../saving/content.ts'
import { furtherLineKey, type Refusal } from '../../saving/line.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { DetailsFields, type Draft } from './DetailsFields.tsx'
import { type Cell, type CellLine, newLine } from './grid-model.ts'
import type { WeekEditor } from './week-editor.ts'

const maximumNoteLength = 2_000

interface DetailsDialogProps {
  readonly cell: Cell
  readonly editor: WeekEditor
  readonly isReadOnly: boolean
  /** An entry that is proposed in addition to those of the cell. */
  readonly proposal?: DetailsProposal
  readonly onClose: () => void
}

/** Where a proposed entry comes from, and what happens to it. */
export interface DetailsProposal {
  readonly hours: string
  readonly note: string
  readonly explained: string
  readonly discard: string
  readonly onDiscard: () => void
  readonly onSaved: () => void
}

/** Hours, note and billable of a cell's entry; of all of them, where it has several. */
export function DetailsDialog({ cell, editor, isReadOnly, proposal, onClose }: DetailsDialogProps) {
  const { texts } = useTexts()
  const formats = useFormats()
  const { may } = useCaller()
  const isBillable = useProjects().get(cell.project)?.billable ?? true
  const isFixed = isReadOnly || cell.lock !== undefined
  const furtherLine = () => {
    const key = cell.lines.length === 0 ? undefined : furtherLineKey()
    return draftOf(newLine(cell.date, cell.project, key), isBillable)
  }
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => {
    const stored = cell.lines.map((line) => draftOf(line, isBillable))
    if (proposal) return [...stored, { ...furtherLine(), hours: proposal.hours, note: proposal.note }]
    return stored.length > 0 ? stored : [furtherLine()]
  })

  const change = (key: string, part: Partial<Draft>) =>
    setDrafts(
      drafts.map((draft) => (draft.line.key === key ? { ...draft, problem: undefined, ...part } : draft)),
    )

  const save = (event: FormEvent) => {
    event.preventDefault()
    const judged = drafts.map((draft) => ({ ...draft, problem: store(draft) }))
    if (judged.some(({ problem }) => problem !== undefined)) setDrafts(judged)
    else {
      proposal?.onSaved()
      onClose()
    }
  }

  const store = ({ line, hours, note, billable, isRemoved }: Draft): Refusal | undefined => {
    if (isRemoved) return line.content === null ? undefined : editor.set(line, null)
    if (note.length > maximumNoteLength) {
      return { code: 'note_too_long', message: texts.details.noteTooLong(maximumNoteLength) }
    }
    const typed = editor.read(hours, line)
    if ('refusal' in typed) return typed.refusal
    if (typed.content === null) {
      const isNothing = line.content === null && note.trim() === ''
      if (isNothing) return undefined
      return line.content === null
        ? { code: 'hours_first', message: texts.details.hoursFirst }
        : editor.set(line, null)
    }
    return editor.set(line, { ...typed.content, note: note.trim(), billable })
  }

  const add = () => setDrafts([...drafts, furtherLine()])

  const shown = drafts.filter((draft) => !draft.isRemoved)
  return (
    <Dialog title={texts.details.title(cell.project, formats.dayLong(cell.date))} onClose={onClose}>
      <form onSubmit={save}>
        {cell.lock && (
          <p className="notice">
            <SaidText said={cell.lock} />
          </p>
        )}
        {proposal && <p className="form-help">{proposal.explained}</p>}
        {shown.map((draft, index) => (
          <DetailsFields
            key={draft.line.key}
            draft={draft}
            legend={shown.length > 1 ? texts.details.entry(index + 1) : undefined}
            isReadOnly={isFixed}
            onChange={(part) => change(draft.line.key, part)}
            onRemove={
              !isFixed && (draft.line.base === undefined || may('delete:timesheets'))
                ? () => change(draft.line.key, { isRemoved: true })
                : undefined
            }
          />
        ))}
        {isFixed ? (
          <p className="dialog-actions">
            <button type="button" onClick={onClose}>
              {texts.details.close}
            </button>
          </p>
        ) : (
          <p className="dialog-actions">
            {proposal && (
              <button type="button" className="quiet" onClick={proposal.onDiscard}>
                {proposal.discard}
              </button>
            )}
            {cell.lines.length > 0 && (
              <button type="button" className="quiet" onClick={add}>
                {texts.details.addEntry}
              </button>
            )}
            <span className="grow" />
            <button type="button" onClick={onClose}>
              {texts.details.cancel}
            </button>
            <button type="submit" className="primary">
              {texts.details.save}
            </button>
          </p>
        )}
      </form>
    </Dialog>
  )
}

function draftOf(line: CellLine, isBillable: boolean): Draft {
  const { content, typed } = line
  return {
    line,
    hours: typed ?? (content === null ? '' : formatMinutes(minutesOf(content))),
    note: content?.note ?? '',
    billable: content?.billable ?? isBillable,
    isRemoved: false,
    problem: undefined,
  }
}
