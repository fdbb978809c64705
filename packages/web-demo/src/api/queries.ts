import { type InfiniteData, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { EntryFilters } from 'timesheets-sdk/contract'
import { datesOfWeek, type Entry, type Week, weekOf } from 'timesheets-sdk/model'
import type { StoredChange } from '../saving/save-queue.ts'
import type { ApiClient } from './client.ts'

/** The caller and their permissions. */
export function meQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => client.me({ signal }),
    staleTime: 300_000,
  })
}

export function policyQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['policy'],
    queryFn: ({ signal }) => client.policy.get({ signal }),
    staleTime: 60_000,
  })
}

export function weekEntriesQuery(client: ApiClient, week: string) {
  const dates = datesOfWeek(week)
  return queryOptions({
    queryKey: ['entries', 'week', week],
    queryFn: ({ signal }) => collect(client, { from: dates[0], to: dates[6] }, signal),
  })
}

/** The caller's own week: its status, what is expected, what may be done with it. */
export function weekQuery(client: ApiClient, week: string) {
  return queryOptions({
    queryKey: ['weeks', 'me', week],
    queryFn: ({ signal }) => client.weeks.get('me', week, { signal }),
  })
}

/** The caller's own weeks from one to another, both included, of those that were ever logged in. */
export function weeksQuery(client: ApiClient, from: string, to: string) {
  return queryOptions({
    queryKey: ['weeks', 'range', from, to],
    queryFn: async ({ signal }) => {
      const weeks: Week[] = []
      for await (const week of client.weeks.list({ from, to }, { signal })) weeks.push(week)
      return weeks
    },
  })
}

/** All entries from one date to another, both included. */
export function rangeQuery(client: ApiClient, from: string, to: string) {
  return queryOptions({
    queryKey: ['entries', 'range', from, to],
    queryFn: ({ signal }) => collect(client, { from, to }, signal),
  })
}

/**
 * Puts a stored change into the caches. A read in progress may have begun before the write, so it is
 * cancelled; the page shows the stored change until the next read.
 */
export function applyStoredChange(queries: QueryClient, change: StoredChange): void {
  const { date, previousId, entry } = change
  const key = ['entries', 'week', weekOf(date)]
  void queries.cancelQueries({ queryKey: key })
  queries.setQueryData<Entry[]>(key, (entries) => {
    if (!entries) return entries
    const others = entries.filter(({ id }) => id !== previousId && id !== entry?.id)
    return entry ? [...others, entry].sort(byDateAndId) : others
  })
  queries.setQueriesData<ListedEntries>({ queryKey: ['entries', 'list'] }, (list) =>
    list && previousId !== undefined ? replaceListed(list, previousId, entry) : list,
  )
}

/** Reloads everything that depends on hours: entries, weeks, events and missing weeks. */
export function invalidateHours(queries: QueryClient): void {
  for (const queryKey of [['entries'], ['weeks'], ['events'], ['missing']])
    void queries.invalidateQueries({ queryKey })
}

type ListedEntries = InfiniteData<{ readonly entries: readonly Entry[] }>

function replaceListed(list: ListedEntries, id: string, entry: Entry | undefined): ListedEntries {
  const pages = list.pages.map((page) => ({
    ...page,
    entries: page.entries.flatMap((one) => (one.id === id ? (entry ?? []) : one)),
  }))
  return { ...list, pages }
}

async function collect(client: ApiClient, filters: EntryFilters, signal: AbortSignal): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of client.entries.list(filters, { pageSize: 1_000, signal })) entries.push(entry)
  return entries
}

function byDateAndId(a: Entry, b: Entry): number {
  return a.date === b.date ? a.id.localeCompare(b.id) : a.date.localeCompare(b.date)
}
