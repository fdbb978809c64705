import { replaceEqualDeep, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { datesOfWeek, type Policy, type Week as StoredWeek } from 'timesheets-sdk/model'
import { catalogueOf } from 'timesheets-sdk/rules'
import { useCaller, useClient } from '../../api/context.ts'
import { projectsQuery } from '../../api/projects-query.ts'
import { policyQuery, weekEntriesQuery, weekQuery } from '../../api/queries.ts'
import { useNow } from '../../components/use-browser.ts'
import { useQueueState, useSaveQueue } from '../../saving/SavingProvider.tsx'
import type { SaveQueue } from '../../saving/save-queue.ts'
import { useStore } from '../../store.ts'
import { formatsOf, getTexts } from '../../texts/index.ts'
import { inWords } from '../../texts/said.ts'
import { addedProjectsOf } from './added-projects.ts'
import { buildGrid, type WeekGrid } from './grid-model.ts'
import { WeekEditor } from './week-editor.ts'

export interface Week {
  readonly grid: WeekGrid
  /** As it is stored: what may be done with it, who decided what and when. */
  readonly stored: StoredWeek
  readonly editor: WeekEditor
  readonly notice: string
}

export type WeekLoad =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly status: 'loaded'; readonly week: Week }

const editors = new WeakMap<SaveQueue, Map<string, WeekEditor>>()

/** The editor of a week, one for each person: undo works after leaving the week and returning. */
function editorOf(queue: SaveQueue, week: string, make: () => WeekEditor): WeekEditor {
  const known = editors.get(queue) ?? new Map<string, WeekEditor>()
  editors.set(queue, known)
  const editor = known.get(week) ?? make()
  known.set(week, editor)
  return editor
}

const notKnown = { status: 'open', expectedHours: null } as const

/** A week as it is stored, with what is on its way laid over it, and what can be done to it. */
export function useWeek(name: string): WeekLoad {
  const client = useClient()
  const queries = useQueryClient()
  const queue = useSaveQueue()
  const { userId, may } = useCaller()
  const entries = useQuery(weekEntriesQuery(client, name))
  const policy = useQuery(policyQuery(client))
  const stored = useQuery(weekQuery(client, name))
  // Not waited for: what it would say of a project, the API says as well.
  useQuery(projectsQuery(client))
  const { lines } = useQueueState()
  const dates = useMemo(() => datesOfWeek(name), [name])

  const editor = editorOf(queue, name, () => {
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
          week: queries.getQueryData(weekQuery(client, name).queryKey) ?? notKnown,
          entries: queries.getQueryData(weekEntriesQuery(client, name).queryKey) ?? [],
          lines: [...queue.getState().lines.values()],
          addedProjects,
          policy: policyNow(),
          nowMs: Date.now(),
        }),
      inWords: (said) => {
        const { language, words } = getTexts()
        return inWords(said, words, formatsOf(language))
      },
      judge: () => {
        const { cell } = getTexts().texts
        return {
          policy: policyNow(),
          catalogue: catalogueOf(queries.getQueryData(projectsQuery(client).queryKey)),
          nowMs: Date.now(),
          mayDelete: may('delete:timesheets'),
          unreadable: cell.unreadable,
          deletingNeedsScope: cell.deletingNeedsScope,
        }
      },
    })
  })
  const { addedProjects, notice } = useStore(editor)
  // A notice is about the visit; undo lasts longer.
  useEffect(() => () => editor.say(''), [editor])

  // A page that is left open: tomorrow may be logged later than today, however little changes.
  const now = useNow()
  const shownGrid = useRef<WeekGrid>(undefined)
  const grid = useMemo(() => {
    const built =
      entries.data &&
      policy.data &&
      stored.data &&
      buildGrid({
        dates,
        week: stored.data,
        entries: entries.data,
        lines: [...lines.values()],
        addedProjects,
        policy: policy.data,
        nowMs: now.getTime(),
      })
    // Equal cells stay the same objects: they do not render again.
    return replaceEqualDeep(shownGrid.current, built)
  }, [dates, entries.data, stored.data, lines, addedProjects, policy.data, now])
  useLayoutEffect(() => {
    shownGrid.current = grid
  }, [grid])
  if (grid && stored.data) {
    return { status: 'loaded', week: { grid, stored: stored.data, editor, notice } }
  }
  const failed = [entries, policy, stored].find((query) => query.isError)
  if (failed) return { status: 'failed', error: failed.error, retry: () => void failed.refetch() }
  return { status: 'loading' }
}
