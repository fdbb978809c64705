import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Week } from 'timesheets-sdk/model'
import { tellOfChange } from '../../api/change-channel.ts'
import type { ApiClient } from '../../api/client.ts'
import { useClient } from '../../api/context.ts'
import { beforeSignOut } from '../../auth/session-context.tsx'
import { useStore } from '../../store.ts'
import { type DecisionsState, weekKey } from './decision.ts'
import { Decisions } from './decisions.ts'
import { queueQuery } from './queries.ts'

// One for each signed-in person, like the caches: a rejection is still shown after leaving the page.
const known = new WeakMap<QueryClient, Decisions>()

/**
 * The decisions of this person. Leaving the approvals and signing out send them; closing the tab before that
 * warns.
 */
export function useDecisions(): { readonly decisions: Decisions; readonly state: DecisionsState } {
  const client = useClient()
  const queries = useQueryClient()
  const decisions = known.get(queries) ?? make(client, queries)
  const state = useStore(decisions)

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

function make(client: ApiClient, queries: QueryClient): Decisions {
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
