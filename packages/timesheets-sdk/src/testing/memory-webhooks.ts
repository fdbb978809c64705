import type { Webhook } from '../model/webhook.ts'

/** Webhooks with their secrets. Nothing is ever delivered. */
export class MemoryWebhooks {
  readonly #webhooks = new Map<string, { readonly webhook: Webhook; readonly secret: string }>()

  put(webhook: Webhook, secret: string): void {
    this.#webhooks.set(webhook.id, { webhook, secret })
  }

  find(id: string): { readonly webhook: Webhook; readonly secret: string } | undefined {
    return this.#webhooks.get(id)
  }

  /** In the order in which they were made. */
  list(): Webhook[] {
    return [...this.#webhooks.values()].map(({ webhook }) => webhook)
  }

  remove(id: string): void {
    this.#webhooks.delete(id)
  }

  clear(): void {
    this.#webhooks.clear()
  }
}
