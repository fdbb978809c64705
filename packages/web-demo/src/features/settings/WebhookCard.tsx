import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Webhook, WebhookPatch } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { SaveProblem } from '../../components/form-fields.tsx'
import { useFormats } from '../../texts/index.ts'
import { DeliveryList } from './DeliveryList.tsx'
import { deliveriesQuery } from './queries.ts'
import { useSettingsTexts } from './texts.ts'

interface WebhookCardProps {
  readonly webhook: Webhook
  /** Whether the caller may resume deliveries and repeat them. */
  readonly mayDeliver: boolean
  /** Takes a line that says what was done. */
  readonly onSay: (words: string) => void
  readonly onSecret: (secret: string) => void
}

/** A webhook: its status and last failure, and its actions. */
export function WebhookCard({ webhook, mayDeliver, onSay, onSecret }: WebhookCardProps) {
  const texts = useSettingsTexts()
  const formats = useFormats()
  const client = useClient()
  const queries = useQueryClient()
  const { id, url, status, failingEvent, failures, lastFailure, nextAttemptAt } = webhook
  const [isRemoving, setRemoving] = useState(false)
  const acting = useMutation({
    mutationFn: (act: () => Promise<string>) => act(),
    onSuccess: onSay,
  })
  const act = (action: () => Promise<string>) => {
    if (!acting.isPending) acting.mutate(action)
  }
  const change = (patch: WebhookPatch, words = texts.changed) =>
    act(async () => {
      await client.webhooks.update(id, patch)
      return words
    })
  const test = () =>
    act(async () => {
      const result = await client.webhooks.test(id)
      void queries.invalidateQueries(deliveriesQuery(client, id))
      return result.delivered ? texts.testDone(result.status ?? 200) : texts.testFailed(result.failure ?? '')
    })
  const rotate = () =>
    act(async () => {
      onSecret((await client.webhooks.rotateSecret(id)).secret)
      return texts.changed
    })
  const remove = () =>
    act(async () => {
      await client.webhooks.delete(id)
      return texts.changed
    })
  const replayAfter = (after: number) => change({ replayAfter: after }, texts.replayed(after))
  const replay = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    replayAfter(Number(new FormData(event.currentTarget).get('after')))
  }
  return (
    <section className="card settings-card webhook" aria-label={url}>
      <h2>
        <bdi>{url}</bdi> <span className={`badge badge-hook-${status}`}>{texts.statuses[status]}</span>
      </h2>
      <p className="form-help">
        {webhook.description && `${webhook.description} · `}
        {webhook.events.join(', ')}
      </p>
      <p>{texts.delivered(webhook.deliveredThrough)}</p>
      {failingEvent !== null && (
        <p className="field-problem">
          {texts.failedAt(failingEvent, failures)}
          {lastFailure !== null && (
            <>
              {': '}
              <span lang="en">{lastFailure}</span>
            </>
          )}
          {nextAttemptAt !== null && `; ${texts.nextAttempt(formats.moment(nextAttemptAt))}`}
        </p>
      )}
      <SaveProblem error={acting.error} />
      <div className="webhook-actions">
        <button type="button" onClick={test}>
          {texts.test}
        </button>
        {status === 'active' ? (
          <button type="button" onClick={() => change({ status: 'paused' })}>
            {texts.pause}
          </button>
        ) : (
          mayDeliver && (
            <button type="button" onClick={() => change({ status: 'active' })}>
              {texts.resume}
            </button>
          )
        )}
        {failingEvent !== null && (
          <button type="button" onClick={() => change({ skipThrough: failingEvent })}>
            {texts.skip(failingEvent)}
          </button>
        )}
        <button type="button" onClick={rotate}>
          {texts.rotate}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => (isRemoving ? remove() : setRemoving(true))}
          onBlur={() => setRemoving(false)}
        >
          {isRemoving ? texts.removeSure : texts.remove}
        </button>
      </div>
      <DeliveryList webhook={webhook} mayDeliver={mayDeliver} onReplay={replayAfter} />
      {mayDeliver && (
        <details>
          <summary>{texts.replay}</summary>
          <form className="webhook-replay" onSubmit={replay}>
            <label className="field">
              {texts.replayAfter}
              <input
                name="after"
                type="number"
                min={0}
                max={webhook.deliveredThrough}
                defaultValue={webhook.deliveredThrough}
                required
              />
            </label>
            <button type="submit">{texts.replay}</button>
          </form>
        </details>
      )}
    </section>
  )
}
