import type { Webhook } from '../model/webhook.ts'
import { keptWebhookDeliveries, type WebhookDelivery } from '../model/webhook-delivery.ts'

/** Webhooks with their secrets. The fake API never delivers events: only tests are deliveries. */
export class MemoryWebhooks {
  readonly #webhooks = new Map<string, { readonly webhook: Webhook; readonly secret: string }>()
  readonly #deliveries = new Map<string, readonly WebhookDelivery[]>()

  put(webhook: Webhook, secret: string): void {
    this.#webhooks.set(webhook.id, { webhook, secret })
  }

  find(id: string): { readonly webhook: Webhook; readonly secret: string } | undefined {
    return this.#webhooks.get(id)
  }

  /** Oldest first. */
  list(): Webhook[] {
    return [...this.#webhooks.values()].map(({ webhook }) => webhook)
  }

  deliver(id: string, delivery: WebhookDelivery): void {
    this.#deliveries.set(id, [delivery, ...this.deliveries(id)].slice(0, keptWebhookDeliveries))
  }

  /** Newest first. */
  deliveries(id: string): readonly WebhookDelivery[] {
    return this.#deliveries.get(id) ?? []
  }

  remove(id: string): void {
    this.#webhooks.delete(id)
    this.#deliveries.delete(id)
  }

  clear(): void {
    this.#webhooks.clear()
    this.#deliveries.clear()
  }
}
