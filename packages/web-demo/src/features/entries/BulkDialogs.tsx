import { useMemo, useState } from 'react'
import { useProjects } from '../../api/projects-query.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { PickProject } from '../../components/project-picker/PickProject.tsx'
import { type BulkChange, type BulkPlan, type BulkRules, planChange } from './bulk-plan.ts'
import type { EntryRow } from './entry-rows.ts'
import { RefusedRows } from './RefusedRows.tsx'
import { useEntriesTexts } from './texts.ts'

interface ChangeDialogProps {
  readonly rows: readonly EntryRow[]
  readonly rules: BulkRules
  readonly onApply: (plan: BulkPlan) => void
  readonly onClose: () => void
}

type NoteAction = 'keep' | 'replace' | 'remove'
const noteActions: readonly NoteAction[] = ['keep', 'replace', 'remove']

/** Asks what to change in several entries, and says at once which of them stay as they are. */
export function ChangeDialog({ rows, rules, onApply, onClose }: ChangeDialogProps) {
  const texts = useEntriesTexts()
  const [project, setProject] = useState<string>()
  const [noteAction, setNoteAction] = useState<NoteAction>('keep')
  const [note, setNote] = useState('')
  const [billable, setBillable] = useState('')
  const replaced = note.trim() === '' ? undefined : note.trim()
  const change: BulkChange = {
    project,
    note: noteAction === 'replace' ? replaced : noteAction === 'remove' ? '' : undefined,
    billable: billable === '' ? undefined : billable === 'yes',
  }
  const plan = planChange(rows, change, rules)
  const isIdle = plan.changes.length === 0
  return (
    <Dialog title={texts.changeTitle(rows.length)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isIdle) onApply(plan)
        }}
      >
        <ProjectField rows={rows} project={project} onChange={setProject} />
        <label className="field">
          {texts.note}
          <select
            value={noteAction}
            onChange={({ target }) =>
              setNoteAction(noteActions.find((one) => one === target.value) ?? 'keep')
            }
          >
            {noteActions.map((one) => (
              <option key={one} value={one}>
                {texts.noteActions[one]}
              </option>
            ))}
          </select>
        </label>
        {noteAction === 'replace' && (
          <label className="field">
            {texts.newNote}
            <textarea
              rows={2}
              maxLength={2_000}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          </label>
        )}
        <label className="field">
          {texts.billable}
          <select value={billable} onChange={({ target }) => setBillable(target.value)}>
            <option value="">{texts.unchanged}</option>
            <option value="yes">{texts.billable}</option>
            <option value="no">{texts.notBillable}</option>
          </select>
        </label>
        <RefusedRows refused={plan.refused} />
        {isIdle && plan.refused.length === 0 && <p className="form-help">{texts.nothingChanges}</p>}
        <p className="dialog-actions">
          <button type="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="submit" className="primary" aria-disabled={isIdle}>
            {texts.confirm.change(plan.changes.length)}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

interface ProjectFieldProps {
  readonly rows: readonly EntryRow[]
  readonly project: string | undefined
  readonly onChange: (project: string | undefined) => void
}

function ProjectField({ rows, project, onChange }: ProjectFieldProps) {
  const texts = useEntriesTexts()
  const [isPicking, setPicking] = useState(false)
  const dates = useMemo(() => [...new Set(rows.map(({ entry }) => entry.date))], [rows])
  const name = useProjects().get(project ?? '')?.name ?? project
  if (isPicking) {
    return (
      <PickProject
        dates={dates}
        onPick={(code) => {
          onChange(code)
          setPicking(false)
        }}
        onCancel={() => setPicking(false)}
      />
    )
  }
  return (
    <div className="field bulk-project">
      {texts.project}
      <div>
        <bdi>{name ?? texts.unchanged}</bdi>
        <button type="button" onClick={() => setPicking(true)}>
          {texts.chooseProject}
        </button>
        {project !== undefined && (
          <button type="button" className="quiet" onClick={() => onChange(undefined)}>
            {texts.keepProject}
          </button>
        )}
      </div>
    </div>
  )
}

interface DeleteDialogProps {
  readonly plan: BulkPlan
  readonly onApply: (plan: BulkPlan) => void
  readonly onClose: () => void
}

/** Says which of the entries can't be deleted, and why, before the others are. */
export function DeleteDialog({ plan, onApply, onClose }: DeleteDialogProps) {
  const texts = useEntriesTexts()
  const number = plan.changes.length
  return (
    <Dialog title={texts.deleteTitle(number + plan.refused.length)} onClose={onClose}>
      <RefusedRows refused={plan.refused} />
      <p className="dialog-actions">
        <button type="button" onClick={onClose}>
          {texts.cancel}
        </button>
        {number > 0 && (
          <button type="button" className="primary" onClick={() => onApply(plan)}>
            {texts.confirm.delete(number)}
          </button>
        )}
      </p>
    </Dialog>
  )
}
