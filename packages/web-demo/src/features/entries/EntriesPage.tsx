import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { WeekStatus } from 'timesheets-sdk/model'
import { catalogueOf } from 'timesheets-sdk/rules'
import { useSearchParams } from 'wouter'
import { useClient } from '../../api/context.ts'
import { projectsQuery } from '../../api/projects-query.ts'
import { policyQuery } from '../../api/queries.ts'
import { usePageKeys } from '../../components/keys.ts'
import { late } from '../../components/late.tsx'
import { OnPaper } from '../../components/OnPaper.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { PendingBar } from '../../components/PendingBar.tsx'
import { useTitle, useToday } from '../../components/use-browser.ts'
import { ProblemList } from '../../saving/ProblemList.tsx'
import { useQueueState } from '../../saving/SavingProvider.tsx'
import { StatusLine } from '../../saving/StatusLine.tsx'
import { type Formats, useFormats, useTexts } from '../../texts/index.ts'
import type { BulkAction, BulkOutcome } from './bulk-edits.ts'
import { type BulkPlan, type BulkRules, planDeletion } from './bulk-plan.ts'
import { EntryFiltersForm } from './EntryFiltersForm.tsx'
import { EntryTable } from './EntryTable.tsx'
import { ExportButtons } from './ExportButtons.tsx'
import { minutesOfRows, rowsOf } from './entry-rows.ts'
import { newestEntriesQuery } from './queries.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { type EntriesTexts, useEntriesTexts } from './texts.ts'
import { useBulkEdits } from './use-bulk-edits.ts'
import { useRowSelection } from './use-row-selection.ts'
import { type EntriesView, hasText, readView, searchOf } from './view.ts'
import '../../styles/tables.css'
import './entries.css'

const ChangeDialog = late(async () => (await import('./BulkDialogs.tsx')).ChangeDialog)
const DeleteDialog = late(async () => (await import('./BulkDialogs.tsx')).DeleteDialog)

/** The entries of a person, the newest first, and what can be done with many of them at once. */
export function EntriesPage() {
  const texts = useEntriesTexts()
  useTitle(texts.documentTitle)
  const [search, setSearch] = useSearchParams()
  const view = readView(search)
  const { text, ...filters } = view
  const client = useClient()
  const query = useInfiniteQuery(newestEntriesQuery(client, filters, useToday()))
  const { lines } = useQueueState()
  const { edits, state } = useBulkEdits()
  const newest = state.batches.at(-1)
  const [said, setSaid] = useState('')
  const rules = useRules()
  const [asked, setAsked] = useState<'change' | BulkPlan>()

  const rows = useMemo(() => {
    const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
    const all = rowsOf(entries, state.held, lines.values())
    return all.filter(({ content }) => hasText(content.note, text))
  }, [query.data, state.held, lines, text])
  const ids = rows.filter((row) => row.state !== 'held').map(({ entry }) => entry.id)
  const selection = useRowSelection(ids)
  const selected = rows.filter(({ entry }) => selection.selected.has(entry.id))
  const minutes = minutesOfRows(rows)

  const { outcome } = state
  useEffect(() => {
    if (outcome) setSaid(outcomeInWords(outcome, texts))
  }, [outcome, texts])
  const undo = () => {
    const number = edits.undo()
    if (number > 0) setSaid(texts.undone(number))
  }
  usePageKeys({ 'Ctrl+z': undo })
  const apply = (action: BulkAction, plan: BulkPlan) => {
    setAsked(undefined)
    edits.apply(action, plan.changes)
    // Entries that could not be changed stay selected.
    selection.select(plan.refused.map(({ row }) => row.entry.id))
    setSaid(`${texts.pending[action](plan.changes.length)}. ${texts.undoHint}`)
  }
  const remove = () => {
    if (!rules) return
    const plan = planDeletion(selected, rules)
    if (plan.refused.length > 0) setAsked(plan)
    else apply('delete', plan)
  }
  const isQuiet = (lines.size === 0 && said === '') || newest !== undefined

  return (
    <div className="entries">
      <div className="page-top">
        <h1>{texts.title}</h1>
        <ExportButtons filters={filters} onDone={setSaid} />
      </div>
      <EntryFiltersForm view={view} onChange={(changed) => setSearch(searchOf(changed), { replace: true })} />
      <OnPaper parts={filtersInWords(view, useFormats(), useTexts().texts.week.status)} />
      <ProblemList />
      {query.isPending && <Skeleton />}
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="card">
          <EntryTable rows={rows} ids={ids} selection={selection} />
          <div className="table-foot">
            <span role="status">
              {rows.length === 0
                ? texts.none
                : texts.shown(rows.length, minutes.all, minutes.billable, !query.hasNextPage)}
            </span>
            {query.hasNextPage && (
              <button type="button" onClick={() => void query.fetchNextPage()}>
                {texts.more}
              </button>
            )}
          </div>
        </div>
      )}
      <div className="page-foot">
        {selected.length > 0 && (
          <SelectionBar
            rows={selected}
            onChange={() => setAsked('change')}
            onDelete={remove}
            onClear={() => selection.select([])}
          />
        )}
        {newest && (
          <PendingBar
            texts={texts}
            words={texts.pending[newest.action](newest.keys.length)}
            dueMs={newest.dueMs}
            onUndo={undo}
            onSend={() => void edits.flush()}
          />
        )}
        <div className={isQuiet ? 'visually-hidden' : 'page-foot-said'}>
          <StatusLine notice={said} />
        </div>
      </div>
      {asked &&
        rules &&
        (asked === 'change' ? (
          <ChangeDialog
            rows={selected}
            rules={rules}
            onApply={(plan) => apply('change', plan)}
            onClose={() => setAsked(undefined)}
          />
        ) : (
          <DeleteDialog
            plan={asked}
            onApply={(plan) => apply('delete', plan)}
            onClose={() => setAsked(undefined)}
          />
        ))}
    </div>
  )
}

/** The rules of the SDK with what they need; `undefined` until the policy is loaded. */
function useRules(): BulkRules | undefined {
  const client = useClient()
  const policy = useQuery(policyQuery(client)).data
  const projects = useQuery(projectsQuery(client)).data
  return useMemo(
    () => policy && { policy, catalogue: catalogueOf(projects), nowMs: Date.now() },
    [policy, projects],
  )
}

function outcomeInWords({ action, done, refused }: BulkOutcome, texts: EntriesTexts): string {
  return [done > 0 && texts.done[action](done), refused > 0 && texts.notDone(refused)]
    .filter(Boolean)
    .join(' ')
}

function filtersInWords(
  { from, to, project, status, text }: EntriesView,
  formats: Formats,
  statuses: Readonly<Record<WeekStatus, string>>,
) {
  const [first, last] = [from && formats.dayMedium(from), to && formats.dayMedium(to)]
  const days = from && to ? formats.range(from, to) : (first ?? last) && `${first ?? ''} – ${last ?? ''}`
  return [days, project, status && statuses[status], text && formats.quoted(text)]
}
