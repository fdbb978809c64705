import type { Me } from 'timesheets-sdk/contract'
import { describeCaller } from 'timesheets-sdk/decide'
import type { Person } from 'timesheets-sdk/model'
import { recordEtagOf } from 'timesheets-sdk/rules'
import type { VerifiedToken } from 'timesheets-sdk/verify'
import type { Call, Handlers } from '../http/api-router.ts'
import type { Session } from '../http/request/authenticate.ts'
import { sendRevalidated } from '../http/response/entity-tag.ts'
import { sendJson, sendText } from '../http/response/send.ts'
import type { PeopleService } from '../services/roster/people-service.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'

interface Encoded {
  readonly person: Person | null
  readonly text: string
}

/** The caller as the API sees it: the content of the token, and the caller's record in the roster. */
export function meHandlers(service: Pick<PeopleService, 'ownRecord'>): Pick<Handlers, 'getMe'> {
  // Encoded once per token and record: a token always says the same.
  const encoded = new WeakMap<VerifiedToken, Encoded>()

  function respond({ res, session }: Pick<Call<'getMe'>, 'res' | 'session'>, person: Person | null): void {
    let known = encoded.get(session.token)
    if (known?.person !== person) {
      known = { person, text: JSON.stringify(describe(session, person)) }
      encoded.set(session.token, known)
    }
    sendText(res, 200, 'application/json; charset=utf-8', known.text)
  }

  return {
    getMe(call) {
      const person = service.ownRecord(call.caller)
      // Respond synchronously if the record is cached.
      if (person instanceof Promise) return person.then((found) => respond(call, found))
      return respond(call, person)
    },
  }
}

function describe({ caller, token }: Session, person: Person | null): Me {
  return describeCaller(caller, { email: token.email, expiresAtMs: token.expiresAtSeconds * 1_000 }, person)
}

/** The rules in force. */
export function policyHandlers(service: TimesheetService): Pick<Handlers, 'getPolicy' | 'updatePolicy'> {
  return {
    async getPolicy({ res }) {
      const policy = await service.policy()
      sendRevalidated(res, policy, recordEtagOf(policy))
    },
    async updatePolicy({ res, caller, body, ifMatch }) {
      const policy = await service.updatePolicy(caller, body, ifMatch)
      res.setHeader('ETag', recordEtagOf(policy))
      sendJson(res, 200, policy)
    },
  }
}
