import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Policy, weekOf } from 'timesheets-sdk/model'
import { useCaller, useClient } from '../../api/context.ts'
import { policyQuery } from '../../api/queries.ts'
import { CheckField, SaveProblem, SelectField, TextField } from '../../components/form-fields.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useForm } from '../../components/use-form.ts'
import { useFormats } from '../../texts/index.ts'
import { policyPatch, policyProblems, policyValues } from './policy-form.ts'
import { openWeeksQuery } from './queries.ts'
import { useSettingsTexts } from './texts.ts'

/** The policy, changed with its effect shown before it is saved. */
export function PolicySection() {
  const texts = useSettingsTexts()
  const query = useQuery(policyQuery(useClient()))
  const [said, setSaid] = useState('')
  if (query.isError && !query.data) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!query.data) return <Skeleton />
  return (
    <>
      <p role="status" className="page-said">
        {said}
      </p>
      {/* What somebody else changed meanwhile begins a new form. */}
      <PolicyForm
        key={JSON.stringify(query.data)}
        policy={query.data}
        onChange={() => setSaid('')}
        onSaved={() => setSaid(texts.saved)}
      />
    </>
  )
}

interface PolicyFormProps {
  readonly policy: Policy
  readonly onChange: () => void
  readonly onSaved: () => void
}

function PolicyForm({ policy, onChange, onSaved }: PolicyFormProps) {
  const texts = useSettingsTexts()
  const client = useClient()
  const queries = useQueryClient()
  const form = useForm(policyValues(policy), (values) => policyProblems(values, policy))
  const patch = policyPatch(form.values, policy)
  const isChanged = Object.keys(patch).length > 0
  const saving = useMutation({
    mutationFn: () => client.policy.update(patch),
    onSuccess: (stored) => {
      queries.setQueryData(policyQuery(client).queryKey, stored)
      onSaved()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.check() && isChanged) saving.mutate()
  }
  return (
    <form className="form card settings-card" noValidate onSubmit={submit} onInput={onChange}>
      <div className="form-grid">
        {(['incrementMinutes', 'maxHoursPerDay', 'maxDaysAhead', 'weeklyWarningHours'] as const).map(
          (name) => (
            <TextField
              key={name}
              form={form}
              name={name}
              label={texts.fields[name] ?? name}
              inputMode="decimal"
            />
          ),
        )}
        <SelectField form={form} name="unlistedProjects" label={texts.fields.unlistedProjects ?? ''}>
          <option value="warn">{texts.unlisted.warn}</option>
          <option value="refuse">{texts.unlisted.refuse}</option>
        </SelectField>
        <TextField form={form} name="lockedThrough" label={texts.fields.lockedThrough ?? ''} type="date" />
      </div>
      <p className="form-help">{texts.lockedHelp}</p>
      <CheckField form={form} name="managersSeeAmounts" label={texts.fields.managersSeeAmounts ?? ''} />
      {policy.sources.length > 0 && <p className="form-help">{texts.sourcesHelp(policy.sources.length)}</p>}
      {isChanged && form.isValid && <Effect policy={policy} patch={patch} />}
      <SaveProblem error={saving.error} />
      <p className="dialog-actions">
        <button type="submit" className="primary" aria-disabled={!isChanged || saving.isPending}>
          {texts.save}
        </button>
      </p>
    </form>
  )
}

/** The members that will change, and the open weeks that a later closing date reaches. */
function Effect({ policy, patch }: { policy: Policy; patch: Partial<Policy> }) {
  const texts = useSettingsTexts()
  const formats = useFormats()
  const { may } = useCaller()
  const { lockedThrough } = patch
  const openWeeks = useQuery({
    ...openWeeksQuery(useClient(), weekOf(lockedThrough ?? '2000-01-01')),
    enabled: lockedThrough != null && may('approve:timesheets'),
  })
  const text = (name: string, value: unknown) => {
    if (value === null || value === undefined) return texts.nothing
    if (name === 'lockedThrough') return formats.dayMedium(String(value))
    if (typeof value === 'boolean') return value ? texts.yes : texts.no
    return value === 'warn' || value === 'refuse' ? texts.unlisted[value] : String(value)
  }
  return (
    <section className="notice settings-effect" aria-live="polite">
      <h2>{texts.willChange}</h2>
      <ul>
        {Object.entries(patch).map(([name, value]) => (
          <li key={name}>
            {texts.fields[name]}: {texts.from(text(name, policy[name as keyof Policy]), text(name, value))}
          </li>
        ))}
      </ul>
      {lockedThrough != null && openWeeks.data !== undefined && openWeeks.data > 0 && (
        <p>{texts.openWeeks(openWeeks.data)}</p>
      )}
    </section>
  )
}
