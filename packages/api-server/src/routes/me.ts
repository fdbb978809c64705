import type { Me } from 'timesheets-sdk/contract'
import { describeCaller } from 'timesheets-sdk/decide'
import type { Person } from 'timesheets-sdk/model'
import type { VerifiedToken } from 'timesheets-sdk/verify'
import type { Call, Handlers } from '../http/api-router.ts'
import type { Session } from '../http/request/authenticate.ts'
import { sendText } from '../http/response/send.ts'
import type { PeopleService } from '../services/roster/people-service.ts'

interface Answer {
  readonly person: Person | null
  readonly text: string
}

/** What the API makes of the caller: all of it from the token, but what the roster says of them. */
export function meHandlers(service: Pick<PeopleService, 'ownRecord'>): Pick<Handlers, 'getMe'> {
  // Written once for each token and record, since a token says the same each time.
  const answers = new WeakMap<VerifiedToken, Answer>()

  function answer({ res, session }: Pick<Call<'getMe'>, 'res' | 'session'>, person: Person | null): void {
    let known = answers.get(session.token)
    if (known?.person !== person) {
      known = { person, text: JSON.stringify(describe(session, person)) }
      answers.set(session.token, known)
    }
    sendText(res, 200, 'application/json; charset=utf-8', known.text)
  }

  return {
    getMe(call) {
      const person = service.ownRecord(call.caller)
      // Not waited for where it is there already.
      if (person instanceof Promise) return person.then((found) => answer(call, found))
      return answer(call, person)
    },
  }
}

function describe({ caller, token }: Session, person: Person | null): Me {
  return describeCaller(caller, { email: token.email, expiresAtMs: token.expiresAt * 1_000 }, person)
}
