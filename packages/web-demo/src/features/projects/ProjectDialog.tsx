import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Project } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { RecordConflictNotice } from '../../components/conflict/RecordConflictNotice.tsx'
import {
  addUnlessTaken,
  changeUnlessOvertaken,
  RecordConflict,
} from '../../components/conflict/record-conflict.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { CancelAndSave, CheckField, SaveProblem, TextField } from '../../components/form-fields.tsx'
import { useForm } from '../../components/use-form.ts'
import { useFormats } from '../../texts/index.ts'
import {
  type ProjectValues,
  projectBody,
  projectProblems,
  projectValues,
  projectWords,
} from './project-form.ts'
import { useProjectTexts } from './texts.ts'

interface ProjectDialogProps {
  /** `undefined`: a new one. */
  readonly project: Project | undefined
  readonly onClose: () => void
  /** Takes a line that says what was done. */
  readonly onDone: (words: string) => void
}

/** Adds a project to the catalogue, changes it, or removes it. */
export function ProjectDialog({ project, onClose, onDone }: ProjectDialogProps) {
  const texts = useProjectTexts()
  const client = useClient()
  const formats = useFormats()
  const queries = useQueryClient()
  /** The record that the form began from. */
  const [begun, setBegun] = useState(project)
  const base = projectValues(begun)
  const form = useForm(base, projectProblems)
  const [isRemoving, setRemoving] = useState(false)
  const reload = () => queries.invalidateQueries({ queryKey: ['projects'] })
  const saving = useMutation({
    mutationFn: ({ values, on }: { readonly values: ProjectValues; readonly on: Project | undefined }) => {
      const code = values.code.trim()
      const body = projectBody(values, on)
      const read = () => client.projects.get(code)
      if (on) return changeUnlessOvertaken(() => client.projects.put(code, body, { basedOn: on }), read)
      const add = () => client.projects.put(code, body, { ifNoneMatch: '*' })
      return addUnlessTaken(client, { type: 'project', code }, add, read)
    },
    onSuccess: ({ name }) => {
      void reload()
      onDone(texts.saved(name))
    },
  })
  const removing = useMutation({
    mutationFn: (on: Project) =>
      changeUnlessOvertaken(
        () => client.projects.delete(on.code, { basedOn: on }),
        () => client.projects.get(on.code),
      ),
    onSuccess: () => {
      void reload()
      onDone(texts.removed(project?.name ?? ''))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.check() && !saving.isPending) saving.mutate({ values: form.values, on: begun })
  }
  const error = saving.error ?? removing.error
  const goOn = (theirs: Project, values: ProjectValues, save: boolean) => {
    setBegun(theirs)
    form.set(values)
    void reload()
    removing.reset()
    setRemoving(false)
    if (save) saving.mutate({ values, on: theirs })
    else saving.reset()
  }
  return (
    <Dialog title={project ? texts.edit(project.name) : texts.add} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        <div className="form-grid">
          <TextField form={form} name="name" label={texts.name} maxLength={200} required />
          {!project && <TextField form={form} name="code" label={texts.code} maxLength={64} required />}
          <TextField form={form} name="client" label={texts.client} maxLength={200} />
          <TextField form={form} name="activeFrom" label={texts.activeFrom} type="date" />
          <TextField form={form} name="activeTo" label={texts.activeTo} type="date" />
          <TextField form={form} name="budgetHours" label={texts.budgetHours} maxLength={12} />
        </div>
        <CheckField form={form} name="billable" label={texts.billable} />
        <fieldset className="form-rates">
          <legend>{texts.rates}</legend>
          <div className="form-grid">
            <TextField form={form} name="currency" label={texts.currency} maxLength={3} />
            <TextField form={form} name="employee" label={texts.employee} inputMode="decimal" />
            <TextField form={form} name="contractor" label={texts.contractor} inputMode="decimal" />
            {project && <TextField form={form} name="ratesFrom" label={texts.ratesFrom} type="date" />}
          </div>
        </fieldset>
        {error instanceof RecordConflict ? (
          <RecordConflictNotice
            conflict={error as RecordConflict<Project>}
            name={begun?.name}
            form={form}
            base={base}
            valuesOf={projectValues}
            words={projectWords(texts, formats)}
            isSaving={saving.isPending}
            isRemoval={error === removing.error}
            onContinue={goOn}
          />
        ) : (
          <SaveProblem error={error} />
        )}
        {isRemoving && <p className="form-help">{texts.removeHelp}</p>}
        <p className="dialog-actions">
          {project &&
            (isRemoving ? (
              <button type="button" onClick={() => removing.mutate(begun ?? project)}>
                {texts.removeSure}
              </button>
            ) : (
              <button type="button" className="quiet" onClick={() => setRemoving(true)}>
                {texts.remove}
              </button>
            ))}
          <CancelAndSave texts={texts} onCancel={onClose} isSaving={saving.isPending} />
        </p>
      </form>
    </Dialog>
  )
}
