import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import type { Week } from 'timesheets-sdk/model'
import { tellOfChange } from '../api/change-channel.ts'
import { useClient } from '../api/client-context.ts'
import { beforeSignOut } from '../shell/before-sign-out.ts'
import { Decisions, type DecisionsState, weekKey } from './decisions.ts'
import { queueQuery } from './queries.ts'

// One for each signed-in person, as the caches are: what was refused is still told to who comes back to the page.
const known = new WeakMap<QueryClient, Decisions>()

/**
 * The decisions of this person. Leaving the pages that use this, and signing out, sends what was decided; closing the tab
 * before that warns.
 */
export function useDecisions(): { readonly decisions: Decisions; readonly state: DecisionsState } {
  const client = useClient()
  const queries = useQueryClient()
  const decisions = known.get(queries) ?? make(client, queries)
  const state = useSyncExternalStore(decisions.subscribe, decisions.getState)

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (decisions.hasUnsent) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    const stopWaiting = beforeSignOut(() => decisions.flush())
    return () => {
      window.removeEventListener('beforeunload', warn)
      stopWaiting()
      void decisions.flush()
    }
  }, [decisions])
  return { decisions, state }
}

function make(client: TimesheetsClient, queries: QueryClient): Decisions {
  const decisions = new Decisions({
    decide: client.weeks.decide,
    onAnswer(done) {
      const gone = new Set(done.map(weekKey))
      queries.setQueryData<Week[]>(queueQuery(client).queryKey, (weeks) =>
        weeks?.filter((week) => !gone.has(weekKey(week))),
      )
      tellOfChange()
    },
  })
  known.set(queries, decisions)
  return decisions
}
