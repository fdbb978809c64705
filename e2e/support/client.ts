import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient, type TimesheetsClient } from 'timesheets-sdk/client'
import type { Entry } from 'timesheets-sdk/model'

/** The SDK's client with a token as it is. */
export function clientWith(api: string, token: string): TimesheetsClient {
  return createTimesheetsClient({ baseUrl: api, tokenProvider: staticToken(token) })
}

/** All entries of a person; without `userId`, the caller's. */
export async function entriesOf(client: TimesheetsClient, userId?: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of client.entries.list(userId === undefined ? {} : { userId })) entries.push(entry)
  return entries
}
