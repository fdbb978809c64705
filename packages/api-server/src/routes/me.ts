import type { Me } from 'timesheets-sdk/contract'
import type { VerifiedToken } from 'timesheets-sdk/verify'
import type { Handlers } from '../http/api-router.ts'
import type { Session } from '../http/authenticate.ts'
import { sendText } from '../http/send.ts'

// Written once for each token, since a token says the same each time.
const answers = new WeakMap<VerifiedToken, string>()

/** What the API makes of the caller: all of it from the token. */
export const meHandlers: Pick<Handlers, 'getMe'> = {
  getMe({ res, session }) {
    let answer = answers.get(session.token)
    if (answer === undefined) {
      answer = JSON.stringify(describe(session))
      answers.set(session.token, answer)
    }
    sendText(res, 200, 'application/json; charset=utf-8', answer)
  },
}

function describe({ caller, token }: Session): Me {
  return {
    userId: caller.userId,
    subject: caller.subject,
    client: caller.clientId,
    isMachine: caller.isMachine,
    email: token.email,
    scopes: [...token.scopes].sort(),
    tokenExpiresAt: new Date(token.expiresAt * 1_000).toISOString(),
  }
}
