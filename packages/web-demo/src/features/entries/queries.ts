import { infiniteQueryOptions } from '@tanstack/react-query'
import type { EntryFilters } from 'timesheets-sdk/contract'
import { addDays, type Entry } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'

const windowDays = 60
const soughtEntries = 50

interface EntryWindow {
  /** The newest first. */
  readonly entries: readonly Entry[]
  /** The last day of the window before this one; `undefined`: this is the oldest. */
  readonly before: string | undefined
}

/**
 * The caller's entries, the newest first. The API lists them by date, the oldest first, so that a cursor
 * stays valid while entries are added; this list reads it from the end, some weeks at a time.
 */
export function newestEntriesQuery(client: ApiClient, filters: EntryFilters, today: string) {
  return infiniteQueryOptions({
    queryKey: ['entries', 'list', filters, today],
    queryFn: ({ pageParam, signal }) =>
      readBackwards(client, filters, pageParam ?? filters.to, today, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.before,
  })
}

async function readBackwards(
  client: ApiClient,
  filters: EntryFilters,
  to: string | undefined,
  today: string,
  signal: AbortSignal,
): Promise<EntryWindow> {
  const oldest = (await client.entries.page({ ...filters, limit: 1 }, { signal })).data[0]?.date
  if (oldest === undefined) return { entries: [], before: undefined }
  const found: Entry[] = []
  let days = windowDays
  // Without an end, the first window also holds what was logged ahead.
  for (let end = to; ; days *= 2) {
    const from = addDays(end ?? today, -days)
    const window = { ...filters, from: filters.from && filters.from > from ? filters.from : from, to: end }
    const entries: Entry[] = []
    for await (const entry of client.entries.list(window, { pageSize: 1_000, signal })) entries.push(entry)
    found.push(...entries.reverse())
    end = addDays(window.from, -1)
    if (end < oldest) return { entries: found, before: undefined }
    if (found.length >= soughtEntries) return { entries: found, before: end }
  }
}
