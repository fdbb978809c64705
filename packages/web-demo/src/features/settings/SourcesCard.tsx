import { useState } from 'react'
import { externalIdScopes, type Policy, type PolicySource, policySourceSchema } from 'timesheets-sdk/model'
import { SelectField, TextField } from '../../components/form-fields.tsx'
import { problemsOf, useForm } from '../../components/use-form.ts'
import { ItemDialog } from './ItemDialog.tsx'
import { ItemsCard } from './ItemsCard.tsx'
import { putNamed, withoutNamed } from './named-list.ts'
import { useSettingsTexts } from './texts.ts'

interface SourcesCardProps {
  readonly policy: Policy
  readonly onSaved: () => void
}

/** The sources that clients may name when they push. */
export function SourcesCard({ policy, onSaved }: SourcesCardProps) {
  const texts = useSettingsTexts()
  const [opened, setOpened] = useState<{ readonly source: PolicySource | undefined }>()
  return (
    <>
      <ItemsCard
        title={texts.fields.sources ?? ''}
        help={texts.sourcesHelp}
        add={texts.addSource}
        items={policy.sources.map(({ name, clients, externalIds }) => ({
          name,
          details: [...clients, texts.idScopes[externalIds]].join(' · '),
        }))}
        onOpen={(name) => setOpened({ source: policy.sources.find((source) => source.name === name) })}
      />
      {opened && (
        <SourceDialog
          policy={policy}
          source={opened.source}
          onClose={() => setOpened(undefined)}
          onSaved={onSaved}
        />
      )}
    </>
  )
}

interface SourceDialogProps extends SourcesCardProps {
  /** `undefined`: a new one. */
  readonly source: PolicySource | undefined
  readonly onClose: () => void
}

function SourceDialog({ policy, source, onClose, onSaved }: SourceDialogProps) {
  const texts = useSettingsTexts()
  const form = useForm(
    {
      name: source?.name ?? '',
      clients: source?.clients.join(', ') ?? '',
      externalIds: source?.externalIds ?? 'overall',
    },
    (values) => problemsOf(policySourceSchema, sourceOf(values)),
  )
  const { name } = source ?? {}
  return (
    <ItemDialog
      title={name === undefined ? texts.addSource : texts.edit(name)}
      policy={policy}
      storing={() => {
        const stored = sourceOf(form.values)
        return form.check() ? ({ sources }) => ({ sources: putNamed(sources, name, stored) }) : undefined
      }}
      removal={name === undefined ? undefined : ({ sources }) => ({ sources: withoutNamed(sources, name) })}
      onClose={onClose}
      onSaved={onSaved}
    >
      <TextField form={form} name="name" label={texts.sourceName} required readOnly={name !== undefined} />
      <TextField form={form} name="clients" label={texts.sourceClients} />
      <SelectField form={form} name="externalIds" label={texts.sourceIds}>
        {externalIdScopes.map((scope) => (
          <option key={scope} value={scope}>
            {texts.idScopes[scope]}
          </option>
        ))}
      </SelectField>
    </ItemDialog>
  )
}

interface SourceValues {
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
