import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { TimesheetsError } from 'timesheets-sdk/client'
import {
  type Absence,
  type AbsenceKind,
  absenceKinds,
  newAbsenceSchema,
  type Person,
} from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { hasCode } from '../../components/conflict/record-conflict.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { CheckField, SaveProblem, SelectField, TextField } from '../../components/form-fields.tsx'
import { Icon } from '../../components/Icon.tsx'
import { Failure } from '../../components/PageState.tsx'
import { useToday } from '../../components/use-browser.ts'
import { problemsOf, useForm } from '../../components/use-form.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { absencesQuery } from './queries.ts'
import { usePeopleTexts } from './texts.ts'

/** The absences of a person: recorded and removed. */
export function AbsencesDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { texts: all } = useTexts()
  const texts = usePeopleTexts()
  const formats = useFormats()
  const client = useClient()
  const queries = useQueryClient()
  const { userId } = person
  const query = useQuery(absencesQuery(client, userId))
  const today = useToday()
  const form = useForm({ from: today, to: today, kind: 'vacation', correct: false }, ({ to, kind }) =>
    problemsOf(newAbsenceSchema, { to, kind }),
  )
  const { from, to, kind, correct } = form.values
  const reload = () => {
    for (const queryKey of [['absences', userId], ['weeks'], ['missing']]) {
      void queries.invalidateQueries({ queryKey })
    }
  }
  const recording = useMutation({
    mutationFn: (from: string) => {
      const absence = { to, kind: kind as AbsenceKind }
      return client.absences.put(userId, from, absence, { correct, ifNoneMatch: '*' })
    },
    onSettled: reload,
  })
  const removing = useMutation({
    mutationFn: (absence: Absence) => client.absences.delete(userId, absence.from, { correct }),
    onSettled: reload,
  })
  const error = recording.error ?? removing.error
  const isTaken = hasCode(recording.error, 'precondition_failed')
  const needsCorrection = error instanceof TimesheetsError && /_locked$/.test(error.problem?.code ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    removing.reset()
    if (form.check() && !recording.isPending) recording.mutate(from)
  }
  return (
    <Dialog title={texts.absencesOf(person.name)} onClose={onClose}>
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <p role="status">{all.app.loading}</p>}
      {query.data?.length === 0 && <p>{texts.noAbsences}</p>}
      <ul className="absence-list">
        {query.data?.map((absence) => {
          const range = formats.range(absence.from, absence.to)
          return (
            <li key={absence.from}>
              <span>
                {range} <span className="form-help">{texts.absenceKinds[absence.kind]}</span>
              </span>
              <button
                type="button"
                className="icon-button quiet"
                aria-label={texts.remove(range)}
                onClick={() => {
                  recording.reset()
                  removing.mutate(absence)
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          )
        })}
      </ul>
      <form className="form" noValidate onSubmit={submit}>
        <div className="form-grid">
          <TextField form={form} name="from" label={texts.absenceFrom} type="date" required />
          <TextField form={form} name="to" label={texts.absenceTo} type="date" required />
          <SelectField form={form} name="kind" label={texts.absenceKind}>
            {absenceKinds.map((one) => (
              <option key={one} value={one}>
                {texts.absenceKinds[one]}
              </option>
            ))}
          </SelectField>
        </div>
        {isTaken ? (
          <p className="field-problem" role="alert">
            {texts.absenceTaken(formats.dayMedium(recording.variables ?? from))}
          </p>
        ) : (
          <SaveProblem error={error} />
        )}
        {needsCorrection && <CheckField form={form} name="correct" label={texts.correct} />}
        <p className="dialog-actions">
          <button type="button" onClick={onClose}>
            {texts.close}
          </button>
          <button type="submit" className="primary">
            {texts.record}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
