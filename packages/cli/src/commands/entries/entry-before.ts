import { type TimesheetsClient, TimesheetsError } from 'timesheets-sdk/client'
import type { Entry } from 'timesheets-sdk/model'

/**
 * An entry before a command changes it, so that `timesheets undo` knows its person and version; `undefined`
 * if the caller may not read it. The change itself then reports what is wrong.
 */
export async function entryBefore(
  client: TimesheetsClient,
  id: string,
  signal: AbortSignal,
): Promise<Entry | undefined> {
  try {
    return await client.entries.get(id, { signal })
  } catch (error) {
    if (error instanceof TimesheetsError && error.kind === 'refused') return undefined
    throw error
  }
}
