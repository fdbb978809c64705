import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { judgeWebhook } from 'timesheets-sdk/rules'
import { useCaller, useClient } from '../../api/context.ts'
import { Icon } from '../../components/Icon.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { AddWebhookDialog } from './AddWebhookDialog.tsx'
import { webhooksQuery } from './queries.ts'
import { SecretDialog } from './SecretDialog.tsx'
import { useSettingsTexts } from './texts.ts'
import { WebhookCard } from './WebhookCard.tsx'

/** The endpoints that are told of changes: how their deliveries stand, and what can be done about them. */
export function WebhooksSection() {
  const texts = useSettingsTexts()
  const queries = useQueryClient()
  const query = useQuery(webhooksQuery(useClient()))
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string>()
  const [said, setSaid] = useState('')
  const mayDeliver = judgeWebhook(useCaller(), { status: 'active' }) === undefined
  const reload = () => queries.invalidateQueries({ queryKey: ['webhooks'] })
  if (query.isError && !query.data) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!query.data) return <Skeleton />
  return (
    <>
      <div className="settings-bar">
        <p role="status">{said}</p>
        {mayDeliver && (
          <button type="button" className="primary" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {texts.add}
          </button>
        )}
      </div>
      {!mayDeliver && <p className="notice">{texts.mayNotDeliver}</p>}
      {query.data.length === 0 && <p className="card settings-card">{texts.noWebhooks}</p>}
      {query.data.map((webhook) => (
        <WebhookCard
          key={webhook.id}
          webhook={webhook}
          mayDeliver={mayDeliver}
          onSay={(words) => {
            setSaid(words)
            void reload()
          }}
          onSecret={setSecret}
        />
      ))}
      {isAdding && (
        <AddWebhookDialog
          onClose={() => setAdding(false)}
          onAdded={(added) => {
            setAdding(false)
            setSecret(added.secret)
            void reload()
          }}
        />
      )}
      {secret !== undefined && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  )
}
