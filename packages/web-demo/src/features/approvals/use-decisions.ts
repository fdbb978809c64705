import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { Week } from 'timesheets-sdk/model'
import { tellOfChange } from '../../api/change-channel.ts'
import type { ApiClient } from '../../api/client.ts'
import { useCaller, useClient } from '../../api/context.ts'
import { sessionStorageOf } from '../../saving/unsaved-storage.ts'
import { useSentOnLeaving } from '../../saving/use-sent-on-leaving.ts'
import { useStore } from '../../store.ts'
import { type DecisionsState, weekKey } from './decision.ts'
import { Decisions } from './decisions.ts'
import { queueQuery } from './queries.ts'

// One for each signed-in person, like the caches: a rejection is still shown after leaving the page.
const known = new WeakMap<QueryClient, Decisions>()

/** The decisions of this person. */
export function useDecisions(): { readonly decisions: Decisions; readonly state: DecisionsState } {
  const client = useClient()
  const queries = useQueryClient()
  const { userId } = useCaller()
  const decisions = known.get(queries) ?? make(client, queries, userId)
  useSentOnLeaving(decisions)
  return { decisions, state: useStore(decisions) }
}

function make(client: ApiClient, queries: QueryClient, userId: string): Decisions {
  const decisions = new Decisions({
    decide: client.weeks.decide,
    storage: sessionStorageOf('decisions', userId),
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
