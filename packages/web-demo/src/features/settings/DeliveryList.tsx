import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Webhook, WebhookDelivery } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { useFormats } from '../../texts/index.ts'
import { deliveriesQuery } from './queries.ts'
import { useSettingsTexts } from './texts.ts'

interface DeliveryListProps {
  readonly webhook: Webhook
  /** Whether the caller may have events delivered again. */
  readonly mayDeliver: boolean
  readonly onReplay: (after: number) => void
}

/** The last attempts to deliver to a webhook, loaded when they are opened. */
export function DeliveryList(props: DeliveryListProps) {
  const texts = useSettingsTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.lastDeliveries}</summary>
      {isOpen && <Deliveries {...props} />}
    </details>
  )
}

function Deliveries({ webhook: { id, deliveredThrough }, mayDeliver, onReplay }: DeliveryListProps) {
  const texts = useSettingsTexts()
  const query = useQuery(deliveriesQuery(useClient(), id))
  if (query.isError && !query.data) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  }
  if (!query.data) return <Skeleton />
  if (query.data.length === 0) return <p className="form-help">{texts.noDeliveries}</p>
  const heads = [texts.when, texts.event, texts.outcome, ...(mayDeliver ? [texts.replay] : [])]
  return (
    <div {...scrollRegion(texts.lastDeliveries)}>
      <table className="data-table webhook-deliveries">
        <ColumnHeads names={heads} />
        <tbody>
          {query.data.map((delivery) => {
            const { sequence } = delivery
            return (
              <DeliveryRow key={delivery.id} delivery={delivery}>
                {mayDeliver && (
                  <td>
                    {sequence !== null && sequence <= deliveredThrough && (
                      <button type="button" onClick={() => onReplay(sequence - 1)}>
                        {texts.replayFrom(sequence)}
                      </button>
                    )}
                  </td>
                )}
              </DeliveryRow>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function DeliveryRow({ delivery, children }: { delivery: WebhookDelivery; children: ReactNode }) {
  const texts = useSettingsTexts()
  const formats = useFormats()
  const { time, sequence, type, attempt, failure, status, durationMs, nextAttemptAt } = delivery
  return (
    <tr>
      <td className="date">
        <time dateTime={time}>{formats.moment(time)}</time>
        <span className="cell-more">{formats.milliseconds(durationMs)}</span>
      </td>
      <td>
        {type}
        {sequence !== null && <span className="cell-more">#{sequence}</span>}
      </td>
      <td>
        {failure === null ? (
          texts.deliveredWith(status ?? 200)
        ) : (
          <span className="field-problem">
            {status === null ? <span lang="en">{failure}</span> : texts.refusedWith(status)}
          </span>
        )}
        {attempt > 1 && <span className="cell-more">{texts.attempt(attempt)}</span>}
        {nextAttemptAt !== null && (
          <span className="cell-more">{texts.nextAttempt(formats.moment(nextAttemptAt))}</span>
        )}
      </td>
      {children}
    </tr>
  )
}
