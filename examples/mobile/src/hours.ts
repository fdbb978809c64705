import type { IdTokenClaims } from 'timesheets-sdk/auth'
import { isTimesheetsError } from 'timesheets-sdk/client/core'
import type { Weeks } from 'timesheets-sdk/client/weeks'
import { addDays, weekOf } from 'timesheets-sdk/model'
import {
  createOutbox,
  type FactsClient,
  fetchFacts,
  type Outbox,
  type OutboxClient,
} from 'timesheets-sdk/outbox'
import type { Platform } from './platform.ts'

/** One person's hours on this phone. */
export interface Hours {
  readonly name: string
  readonly outbox: Outbox
  /**
   * Sends what waits, and reads the current and the previous week. Resolves to the reason why it could not:
   * mostly that there is no network, and then the phone shows what it knows.
   */
  synchronize(options?: { readonly signal?: AbortSignal }): Promise<Error | undefined>
  /** Submits a week once all of its hours are stored. Resolves to the reason why it could not. */
  submit(week: string): Promise<Error | undefined>
}

interface HoursOptions {
  readonly client: OutboxClient & FactsClient & { readonly weeks: Weeks }
  readonly claims: IdTokenClaims
  readonly platform: Platform
}

export function createHours({ client, claims, platform }: HoursOptions): Hours {
  const { storage, randomUuid } = platform
  const outbox = createOutbox({ storage, client, owner: claims.sub, randomUuid })

  async function synchronize({ signal }: { readonly signal?: AbortSignal } = {}): Promise<Error | undefined> {
    const { stoppedBy } = await outbox.send({ signal })
    if (stoppedBy !== undefined) return stoppedBy
    const today = localDate()
    return failureOf(async () => {
      const facts = await fetchFacts(client, [weekOf(addDays(today, -7)), weekOf(today)], { signal })
      await outbox.remember(facts)
    })
  }

  return {
    name: claims.name ?? claims.sub,
    outbox,
    synchronize,
    async submit(week) {
      const { left, stoppedBy } = await outbox.send()
      if (stoppedBy !== undefined) return stoppedBy
      if (left > 0) return new Error('Some hours were rejected. Change or discard them, and submit again.')
      return (await failureOf(() => client.weeks.submit(week))) ?? synchronize()
    },
  }
}

/** Today's date on this phone, `YYYY-MM-DD`. */
export function localDate(now = new Date()): string {
  const digits = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`
}

async function failureOf(work: () => Promise<unknown>): Promise<Error | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (isTimesheetsError(error)) return error
    throw error
  }
}
