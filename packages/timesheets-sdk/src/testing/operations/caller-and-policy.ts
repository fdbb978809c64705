import { describeCaller } from '../../decide/caller.ts'
import { closedThrough } from '../../decide/periods.ts'
import { decidePolicy } from '../../decide/record.ts'
import { recordEtagOf } from '../../rules/record-etag.ts'
import type { OperationHandlers } from '../backend.ts'
import { json, revalidated } from '../responses.ts'

const tokenLifetimeMs = 7_200_000

export const callerAndPolicyHandlers: OperationHandlers<'getMe' | 'getPolicy' | 'updatePolicy'> = {
  getMe({ caller }, { store, now }) {
    const person = caller.userId === null ? undefined : store.roster.person(caller.userId)
    const token = { email: null, expiresAtMs: now() + tokenLifetimeMs }
    return json(200, describeCaller(caller, token, person ?? null))
  },

  getPolicy: ({ request }, { store }) => revalidated(request, store.policy, recordEtagOf(store.policy)),

  async updatePolicy({ caller, body, ifMatch }, { store, now }) {
    const request = { patch: body, ifMatch, nowMs: now() }
    for (;;) {
      const before = store.policy
      const { policy, event } = await decidePolicy(caller, request, {
        before,
        closedThrough: closedThrough(store.periods.closings),
        withIdsPerPerson: async (sources) => sources.filter((source) => store.hasIdsPerPerson(source)),
        peopleOfCalendars: async () => store.roster.peopleOfCalendars(),
      })
      // Another request may have come in between.
      if (store.policy !== before) continue
      if (event) {
        store.policy = policy
        store.events.append(event)
      }
      return json(200, policy, { ETag: recordEtagOf(policy) })
    }
  },
}
