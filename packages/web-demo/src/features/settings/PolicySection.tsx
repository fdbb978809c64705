import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Policy, weekOf } from 'timesheets-sdk/model'
import { useCaller, useClient } from '../../api/context.ts'
import { policyQuery } from '../../api/queries.ts'
import { CheckField, SaveProblem, SelectField, TextField } from '../../components/form-fields.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useForm } from '../../components/use-form.ts'
import { useTexts } from '../../texts/index.ts'
import { CalendarsCard } from './CalendarsCard.tsx'
import { ConflictNotice } from './ConflictNotice.tsx'
import { usePolicyChange } from './policy-change.ts'
import { policyPatch, policyProblems, policyValues } from './policy-form.ts'
import { usePolicyWords } from './policy-words.ts'
import { openWeeksQuery } from './queries.ts'
import { SourcesCard } from './SourcesCard.tsx'
import { useSettingsTexts } from './texts.ts'

/** The policy, changed with its effect shown before it is saved. */
export function PolicySection() {
  const texts = useSettingsTexts()
  const query = useQuery(policyQuery(useClient()))
  const [said, setSaid] = useState('')
  // The form begins from it: somebody else's change does not take away typed text.
  const [begun, setBegun] = useState<Policy>()
  if (query.isError && !query.data) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!query.data) return <Skeleton />
  const policy = query.data
  const shown = begun ?? policy
  const saved = () => setSaid(texts.saved)
  return (
    <>
      <p role="status" className="page-said">
        {said}
      </p>
      <PolicyForm
        key={JSON.stringify(shown)}
        policy={shown}
        onChange={() => {
          setSaid('')
          setBegun(shown)
        }}
        onDone={(isSaved) => {
          setBegun(undefined)
          if (isSaved) saved()
        }}
      />
      <CalendarsCard policy={policy} onSaved={saved} />
      <SourcesCard policy={policy} onSaved={saved} />
    </>
  )
}

interface PolicyFormProps {
  readonly policy: Policy
  readonly onChange: () => void
  readonly onDone: (isSaved: boolean) => void
}

function PolicyForm({ policy, onChange, onDone }: PolicyFormProps) {
  const texts = useSettingsTexts()
  const form = useForm(policyValues(policy), (values) => policyProblems(values, policy))
  const patch = policyPatch(form.values, policy)
  const isChanged = Object.keys(patch).length > 0
  const change = usePolicyChange(policy, onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.check() && isChanged && !change.isSaving) change.save(() => patch)
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
      {isChanged && form.isValid && <Effect policy={policy} patch={patch} />}
      <SaveProblem error={change.error} />
      <ConflictNotice change={change} policy={policy} />
      <p className="dialog-actions">
        <button type="submit" className="primary" aria-disabled={!isChanged || change.isSaving}>
          {texts.save}
        </button>
      </p>
    </form>
  )
}

/** The members that will change, and the open weeks that a later closing date reaches. */
function Effect({ policy, patch }: { policy: Policy; patch: Partial<Policy> }) {
  const texts = useSettingsTexts()
  const said = useTexts().texts.problems
  const words = usePolicyWords()
  const { may } = useCaller()
  const { lockedThrough } = patch
  const openWeeks = useQuery({
    ...openWeeksQuery(useClient(), weekOf(lockedThrough ?? '2000-01-01')),
    enabled: lockedThrough != null && may('approve:timesheets'),
  })
  return (
    <section className="notice notice-block" aria-live="polite">
      <h2>{texts.willChange}</h2>
      <ul>
        {(Object.keys(patch) as (keyof Policy)[]).map((name) => (
          <li key={name}>
            {texts.fields[name]}: {said.fromTo(words(name, policy[name]), words(name, patch[name]))}
          </li>
        ))}
      </ul>
      {lockedThrough != null && openWeeks.data !== undefined && openWeeks.data > 0 && (
        <p>{texts.openWeeks(openWeeks.data)}</p>
      )}
    </section>
  )
}
