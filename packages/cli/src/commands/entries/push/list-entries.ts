import type { TimesheetsClient, TimesheetsError } from 'timesheets-sdk/client'
import type { Me } from 'timesheets-sdk/contract'
import type { Entry } from 'timesheets-sdk/model'

interface Listing {
  readonly from: string
  readonly to: string
  /** The people in the file. */
  readonly people: Iterable<string>
  readonly signal: AbortSignal
}

/**
 * The entries of these days that the caller may see. A machine client that may not list everybody's (without
 * `approve:timesheets`) lists those of the people in the file.
 */
export async function* listEntries(
  client: TimesheetsClient,
  { isMachine }: Pick<Me, 'isMachine'>,
  { from, to, people, signal }: Listing,
): AsyncGenerator<Entry> {
  const options = { pageSize: 1_000, signal }
  try {
    yield* client.entries.list({ from, to, ...(isMachine ? { everyone: true } : {}) }, options)
  } catch (error) {
    // It is rejected before the first page.
    if ((error as TimesheetsError).code !== 'user_id_required') throw error
    for (const userId of people) yield* client.entries.list({ from, to, userId }, options)
  }
}
