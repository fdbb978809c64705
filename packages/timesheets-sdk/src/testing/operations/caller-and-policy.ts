import { describeCaller } from '../../decide/caller.ts'
import { closedThrough } from '../../decide/periods.ts'
import { decidePolicy } from '../../decide/record.ts'
import type { OperationHandlers } from '../backend.ts'
import { json, revalidated } from '../responses.ts'

const tokenLifetimeMs = 7_200_000

export const callerAndPolicyHandlers: OperationHandlers<'getMe' | 'getPolicy' | 'updatePolicy'> = {
  getMe({ caller }, { store, now }) {
    const person = caller.userId === null ? undefined : store.roster.person(caller.userId)
    const token = { email: null, expiresAtMs: now() + tokenLifetimeMs }
    return json(200, describeCaller(caller, token, person ?? null))
  },

  getPolicy: ({ request }, { store }) => revalidated(request, store.policy),

  async updatePolicy({ caller, body }, { store, now }) {
    const { policy, event } = await decidePolicy(
      caller,
      store.policy,
      body,
      now(),
      async (sources) => sources.filter((source) => store.hasIdsPerPerson(source)),
      closedThrough(store.periods.closings),
    )
    if (event) {
      store.policy = policy
      store.events.append(event)
    }
    return json(200, policy)
  },
}
