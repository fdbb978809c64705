import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type EntryFilters, entryFiltersSchema } from 'timesheets-sdk/contract'
import { useSearchParams } from 'wouter'
import { useClient } from '../../api/context.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useTitle, useToday } from '../../components/use-browser.ts'
import { useTexts } from '../../texts/index.ts'
import { EntryFiltersForm } from './EntryFiltersForm.tsx'
import { EntryTable } from './EntryTable.tsx'
import { ExportButtons } from './ExportButtons.tsx'
import { newestEntriesQuery } from './queries.ts'
import '../../styles/tables.css'

/** The entries of a person, the newest first. The filters are in the address, so views can be linked to. */
export function EntriesPage() {
  const { texts } = useTexts()
  useTitle(texts.entries.documentTitle)
  const [search, setSearch] = useSearchParams()
  const filters = readFilters(search)
  const client = useClient()
  const query = useInfiniteQuery(newestEntriesQuery(client, filters, useToday()))
  const [exported, setExported] = useState('')
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const minutes = entries.reduce((sum, entry) => sum + Math.round(entry.hours * 60), 0)

  const apply = (changed: EntryFilters) => {
    const named = Object.entries(changed).filter(([, value]) => value !== undefined && value !== '')
    setSearch(new URLSearchParams(named as [string, string][]), { replace: true })
  }

  return (
    <>
      <div className="page-top">
        <h1>{texts.entries.title}</h1>
        <ExportButtons filters={filters} onDone={setExported} />
      </div>
      <EntryFiltersForm filters={filters} onChange={apply} />
      {query.isPending && <Skeleton />}
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="card">
          <EntryTable entries={entries} />
          <div className="table-foot">
            <span role="status">
              {entries.length === 0
                ? texts.entries.none
                : texts.entries.shown(entries.length, minutes, !query.hasNextPage)}{' '}
              {exported}
            </span>
            {query.hasNextPage && (
              <button type="button" onClick={() => void query.fetchNextPage()}>
                {texts.entries.more}
              </button>
            )}
          </div>
        </div>
      )}
    </>
  )
}

// A filter in the address that can't be used is left out: the others still hold.
function readFilters(search: URLSearchParams): EntryFilters {
  const filters: EntryFilters = {}
  for (const name of ['from', 'to', 'project', 'status'] as const) {
    const value = search.get(name)
    const parsed = entryFiltersSchema.safeParse({ [name]: value })
    if (value && parsed.success) Object.assign(filters, parsed.data)
  }
  return filters
}
