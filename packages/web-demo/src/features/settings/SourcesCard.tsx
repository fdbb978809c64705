import { externalIdScopes, type Policy, type PolicySource, policySourceSchema } from 'timesheets-sdk/model'
import { SelectField, TextField } from '../../components/form-fields.tsx'
import { problemsOf } from '../../components/use-form.ts'
import { PolicyList } from './PolicyList.tsx'
import { useSettingsTexts } from './texts.ts'

interface SourcesCardProps {
  readonly policy: Policy
  readonly onSaved: () => void
}

/** The sources that clients may name when they push. */
export function SourcesCard({ policy, onSaved }: SourcesCardProps) {
  const texts = useSettingsTexts()
  return (
    <PolicyList
      policy={policy}
      onSaved={onSaved}
      title={texts.fields.sources ?? ''}
      help={texts.sourcesHelp}
      add={texts.addSource}
      itemsOf={({ sources }) => sources}
      patchOf={(sources) => ({ sources })}
      detailsOf={({ clients, externalIds }) => [...clients, texts.idScopes[externalIds]].join(' · ')}
      valuesOf={(source): SourceValues => ({
        name: source?.name ?? '',
        clients: source?.clients.join(', ') ?? '',
        externalIds: source?.externalIds ?? 'overall',
      })}
      read={sourceOf}
      problemsOf={(values) => problemsOf(policySourceSchema, sourceOf(values))}
      fields={(form, isNew) => (
        <>
          <TextField form={form} name="name" label={texts.sourceName} required readOnly={!isNew} />
          <TextField form={form} name="clients" label={texts.sourceClients} />
          <SelectField form={form} name="externalIds" label={texts.sourceIds}>
            {externalIdScopes.map((scope) => (
              <option key={scope} value={scope}>
                {texts.idScopes[scope]}
              </option>
            ))}
          </SelectField>
        </>
      )}
    />
  )
}

type SourceValues = {
  readonly name: string
  readonly clients: string
  readonly externalIds: string
}

function sourceOf({ name, clients, externalIds }: SourceValues): PolicySource {
  return {
    name: name.trim(),
    clients: clients
      .split(',')
      .map((client) => client.trim())
      .filter((client) => client !== ''),
    externalIds: externalIds === 'per_person' ? 'per_person' : 'overall',
  }
}
