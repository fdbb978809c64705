import type { Webhook } from '../model/webhook.ts'

/** Webhooks with their secrets. The fake API never delivers events. */
export class MemoryWebhooks {
  readonly #webhooks = new Map<string, { readonly webhook: Webhook; readonly secret: string }>()

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

  remove(id: string): void {
    this.#webhooks.delete(id)
  }

  clear(): void {
    this.#webhooks.clear()
  }
}
