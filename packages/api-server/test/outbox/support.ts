import { createTimesheetsClient, type TimesheetsClient } from 'timesheets-sdk/client'
import { createOutbox, type KeyValueStorage, memoryStorage, type Outbox } from 'timesheets-sdk/outbox'
import { nowMs, startApi, type TestApi, type TestApiOptions } from '../support/api.ts'

export const monday = '2026-11-23'
export const ann = 'auth0|ann'

/** The API with people who have phones. */
export interface PhoneSystem {
  readonly api: TestApi
  clientOf(subject: string): Promise<TimesheetsClient>
  close(): Promise<void>
}

export async function startPhones(options: TestApiOptions = {}): Promise<PhoneSystem> {
  const api = await startApi(options)
  return {
    api,
    async clientOf(subject) {
      const token = await api.issuer.person(subject)
      return createTimesheetsClient({
        baseUrl: api.url,
        tokenProvider: { canRenew: false, getAccessToken: async () => token },
        retry: { attempts: 1 },
      })
    },
    close: () => api.close(),
  }
}

export function outboxOf(client: TimesheetsClient, storage = memoryStorage(), owner = ann): Outbox {
  return createOutbox({ client, storage, owner, now: () => nowMs })
}

/** Ann's entries as `externalId or project: hours`, and how often each was changed. */
export async function storedBy(client: TimesheetsClient): Promise<Record<string, string>> {
  const stored: Record<string, string> = {}
  for await (const { project, hours, version } of client.entries.list())
    stored[project] = `${hours} h, version ${version}`
  return stored
}

export class Killed extends Error {}

/** A program on `storage` that is killed before its step number `steps`, and does nothing more. */
export function killedAfter(steps: number, client: TimesheetsClient, storage: KeyValueStorage) {
  let left = steps
  const step = () => {
    if (left-- <= 0) throw new Killed()
  }
  /** The request was not sent, was sent without its response having come, or both came. */
  const guarded =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      step()
      const result = await call(...args)
      step()
      return result
    }
  const { create, update, delete: remove, get } = client.entries
  return {
    storage: {
      getItem: (key: string) => storage.getItem(key),
      setItem: guarded(async (key: string, value: string) => storage.setItem(key, value)),
      removeItem: guarded(async (key: string) => storage.removeItem(key)),
    },
    client: {
      me: guarded(client.me),
      entries: {
        create: guarded(create),
        update: guarded(update),
        delete: guarded(remove),
        get: guarded(get),
      },
    },
  }
}
