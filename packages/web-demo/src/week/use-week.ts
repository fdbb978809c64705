import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { datesOfWeek, type Policy } from 'timesheets-sdk/model'
import { useCaller } from '../api/caller-context.ts'
import { useClient } from '../api/client-context.ts'
import { policyQuery, weekEntriesQuery } from '../api/queries.ts'
import { useQueueState, useSaveQueue } from '../saving/saving-context.ts'
import { getTexts } from '../texts/index.ts'
import { addedProjectsOf } from './added-projects.ts'
import { buildGrid, type WeekGrid } from './grid-model.ts'
import { WeekEditor } from './week-editor.ts'

export interface Week {
  readonly grid: WeekGrid
  readonly editor: WeekEditor
  readonly notice: string
}

export type WeekLoad =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly status: 'loaded'; readonly week: Week }

/** A week as it is stored, with what is on its way laid over it, and what can be done to it. */
export function useWeek(name: string): WeekLoad {
  const client = useClient()
  const queries = useQueryClient()
  const queue = useSaveQueue()
  const { userId, may } = useCaller()
  const entries = useQuery(weekEntriesQuery(client, name))
  const policy = useQuery(policyQuery(client))
  const { lines } = useQueueState()
  const dates = useMemo(() => datesOfWeek(name), [name])

  const [editor] = useState(() => {
    const policyNow = (): Policy => {
      const known = queries.getQueryData(policyQuery(client).queryKey)
      if (!known) throw new Error('the week was edited before the policy was there')
      return known
    }
    return new WeekEditor({
      queue,
      addedProjects: addedProjectsOf(userId, name),
      texts: () => getTexts().texts,
      grid: (addedProjects) =>
        buildGrid({
          dates,
          entries: queries.getQueryData(weekEntriesQuery(client, name).queryKey) ?? [],
          lines: [...queue.getState().lines.values()],
          addedProjects,
          policy: policyNow(),
        }),
      judge: () => {
        const { cell } = getTexts().texts
        return {
          policy: policyNow(),
          nowMs: Date.now(),
          mayDelete: may('delete:timesheets'),
          unreadable: cell.unreadable,
          deletingNeedsScope: cell.deletingNeedsScope,
        }
      },
    })
  })
  const { addedProjects, notice } = useSyncExternalStore(editor.subscribe, editor.getState)

  const grid = useMemo(
    () =>
      entries.data &&
      policy.data &&
      buildGrid({
        dates,
        entries: entries.data,
        lines: [...lines.values()],
        addedProjects,
        policy: policy.data,
      }),
    [dates, entries.data, lines, addedProjects, policy.data],
  )
  if (grid) return { status: 'loaded', week: { grid, editor, notice } }
  const failed = [entries, policy].find((query) => query.isError)
  if (failed) return { status: 'failed', error: failed.error, retry: () => void failed.refetch() }
  return { status: 'loading' }
}
