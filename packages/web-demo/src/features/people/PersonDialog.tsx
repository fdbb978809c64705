import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useMemo, useState } from 'react'
import { TimesheetsError } from 'timesheets-sdk/client'
import { type Person, personKinds } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { ChoiceField } from '../../components/choice-field/ChoiceField.tsx'
import { usePersonChoices } from '../../components/choice-field/use-choices.ts'
import { RecordConflictNotice } from '../../components/conflict/RecordConflictNotice.tsx'
import {
  addUnlessTaken,
  changeUnlessOvertaken,
  RecordConflict,
} from '../../components/conflict/record-conflict.ts'
import { Dialog } from '../../components/Dialog.tsx'
import {
  CancelAndSave,
  CheckField,
  SaveProblem,
  SelectField,
  TextField,
} from '../../components/form-fields.tsx'
import { useToday } from '../../components/use-browser.ts'
import { useForm } from '../../components/use-form.ts'
import { useFormats } from '../../texts/index.ts'
import {
  type PersonValues,
  personBody,
  personProblems,
  personValues,
  personWords,
  weekdayFields,
} from './person-form.ts'
import { usePeopleTexts } from './texts.ts'

interface PersonDialogProps {
  /** The person, or what is known of a new one. */
  readonly person: Partial<Person>
  readonly onClose: () => void
  readonly onSaved: (name: string) => void
}

/** Adds a person to the roster, or changes their record and the day from which their terms count. */
export function PersonDialog({ person, onClose, onSaved }: PersonDialogProps) {
  const texts = usePeopleTexts()
  const formats = useFormats()
  const client = useClient()
  const queries = useQueryClient()
  const today = useToday()
  /** The record that the form began from. */
  const [begun, setBegun] = useState(person)
  const isNew = !isStored(begun)
  const base = personValues(begun, today)
  const form = useForm(base, personProblems)
  const zonesId = useId()
  const people = usePersonChoices()
  const saving = useMutation({
    mutationFn: ({ values, on }: { readonly values: PersonValues; readonly on: Partial<Person> }) => {
      const userId = values.userId.trim()
      const { correct } = values
      const put = (condition: { readonly basedOn: Person } | { readonly ifNoneMatch: '*' }) =>
        client.people.put(userId, personBody(values), { correct, ...condition })
      const read = () => client.people.get(userId)
      if (isStored(on)) return changeUnlessOvertaken(() => put({ basedOn: on }), read)
      const add = () => put({ ifNoneMatch: '*' })
      return addUnlessTaken(client, { type: 'person', userId }, add, read)
    },
    onSuccess: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ['people'] })
      onSaved(name)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.check() && !saving.isPending) saving.mutate({ values: form.values, on: begun })
  }
  const managers = useMemo(
    () => people.filter(({ value }) => value !== person.userId),
    [people, person.userId],
  )
  const conflict = saving.error instanceof RecordConflict ? saving.error : undefined
  const goOn = (theirs: Person, values: PersonValues, save: boolean) => {
    setBegun(theirs)
    form.set(values)
    void queries.invalidateQueries({ queryKey: ['people'] })
    if (save) saving.mutate({ values, on: theirs })
    else saving.reset()
  }
  const words = personWords(texts, formats, people)
  const needsCorrection =
    saving.error instanceof TimesheetsError && /_locked$/.test(saving.error.problem?.code ?? '')
  return (
    <Dialog title={isNew ? texts.add : texts.edit(begun.name ?? '')} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        <div className="form-grid">
          <TextField form={form} name="name" label={texts.name} maxLength={200} required />
          <TextField form={form} name="email" label={texts.email} type="email" maxLength={254} />
          {person.userId === undefined && (
            <TextField form={form} name="userId" label={texts.userId} maxLength={255} required />
          )}
          <SelectField form={form} name="kind" label={texts.kind}>
            {personKinds.map((kind) => (
              <option key={kind} value={kind}>
                {texts.kinds[kind]}
              </option>
            ))}
          </SelectField>
          <ChoiceField
            label={texts.manager}
            value={form.values.managerId}
            choices={managers}
            none={texts.noManager}
            onChange={(managerId) => form.set({ managerId })}
          />
          <TextField form={form} name="expectedHoursPerWeek" label={texts.hours} inputMode="decimal" />
          <TextField form={form} name="rateGroup" label={texts.rateGroup} maxLength={64} />
          <TextField form={form} name="holidayCalendar" label={texts.holidayCalendar} maxLength={64} />
          <TextField form={form} name="timeZone" label={texts.timeZone} list={zonesId} />
          <TextField form={form} name="activeFrom" label={texts.activeFrom} type="date" required />
          <TextField form={form} name="activeTo" label={texts.activeTo} type="date" />
          {!isNew && <TextField form={form} name="from" label={texts.from} type="date" />}
        </div>
        <datalist id={zonesId}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        {!isNew && <p className="form-help">{texts.fromHelp}</p>}
        <details open={begun.hoursByWeekday !== undefined}>
          <summary>{texts.weekdays}</summary>
          <p className="form-help">{texts.weekdaysHelp}</p>
          <div className="form-week">
            {weekdayFields.map((name) => (
              <TextField key={name} form={form} name={name} label={words.label(name)} inputMode="decimal" />
            ))}
          </div>
        </details>
        {begun.terms && begun.terms.length > 1 && (
          <details>
            <summary>{texts.history}</summary>
            <ul className="form-help">
              {begun.terms.map(({ from, expectedHoursPerWeek, kind }) => (
                <li key={from}>
                  {texts.historyOf(formats.dateShort(from), expectedHoursPerWeek, texts.kinds[kind])}
                </li>
              ))}
            </ul>
          </details>
        )}
        {conflict ? (
          <RecordConflictNotice
            conflict={conflict}
            name={isNew ? undefined : begun.name}
            form={form}
            base={base}
            valuesOf={(theirs: Person) => personValues(theirs, today)}
            words={words}
            isSaving={saving.isPending}
            onContinue={goOn}
          />
        ) : (
          <SaveProblem error={saving.error} />
        )}
        {needsCorrection && <CheckField form={form} name="correct" label={texts.correct} />}
        <p className="dialog-actions">
          <CancelAndSave texts={texts} onCancel={onClose} isSaving={saving.isPending} />
        </p>
      </form>
    </Dialog>
  )
}

function isStored(person: Partial<Person>): person is Person {
  return person.updatedAt !== undefined
}
