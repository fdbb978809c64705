import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  newWebhookSchema,
  type WebhookEventType,
  type WebhookWithSecret,
  webhookEventTypes,
} from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { CancelAndSave, SaveProblem, TextField } from '../../components/form-fields.tsx'
import { SaidText } from '../../components/SaidText.tsx'
import { problemsOf, useForm } from '../../components/use-form.ts'
import { useSettingsTexts } from './texts.ts'

interface AddWebhookDialogProps {
  readonly onClose: () => void
  readonly onAdded: (webhook: WebhookWithSecret) => void
}

export function AddWebhookDialog({ onClose, onAdded }: AddWebhookDialogProps) {
  const texts = useSettingsTexts()
  const client = useClient()
  const [events, setEvents] = useState<ReadonlySet<WebhookEventType>>(new Set(['week.*']))
  const bodyOf = ({ url, description }: { url: string; description: string }) => ({
    url: url.trim(),
    events: [...events],
    ...(description.trim() && { description: description.trim() }),
  })
  const form = useForm({ url: '', description: '' }, (values) => problemsOf(newWebhookSchema, bodyOf(values)))
  const adding = useMutation({
    mutationFn: () => client.webhooks.create(bodyOf(form.values)),
    onSuccess: onAdded,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.check()) adding.mutate()
  }
  const problem = form.problem('events')
  return (
    <Dialog title={texts.add} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        <TextField form={form} name="url" label={texts.url} type="url" required />
        <TextField form={form} name="description" label={texts.description} maxLength={200} />
        <fieldset className="form-rates">
          <legend>{texts.events}</legend>
          <div className="settings-events">
            {webhookEventTypes.map((type) => (
              <label key={type} className="check">
                <input
                  type="checkbox"
                  checked={events.has(type)}
                  onChange={({ target }) => {
                    const others = [...events].filter((one) => one !== type)
                    setEvents(new Set(target.checked ? [...others, type] : others))
                  }}
                />
                <code>{type}</code>
              </label>
            ))}
          </div>
        </fieldset>
        {problem && (
          <p className="field-problem">
            <SaidText said={problem} />
          </p>
        )}
        <SaveProblem error={adding.error} />
        <p className="dialog-actions">
          <CancelAndSave texts={texts} onCancel={onClose} isSaving={adding.isPending} />
        </p>
      </form>
    </Dialog>
  )
}
