import type { Me } from 'timesheets-sdk/contract'
import type { Handlers } from '../http/api-router.ts'
import { sendRevalidated } from '../http/entity-tag.ts'

/** What the API makes of the caller: all of it from the token. */
export const meHandlers: Pick<Handlers, 'getMe'> = {
  getMe({ res, caller, session: { token } }) {
    const me: Me = {
      userId: caller.userId,
      subject: caller.subject,
      client: caller.clientId,
      isMachine: caller.isMachine,
      email: token.email,
      scopes: [...token.scopes].sort(),
      tokenExpiresAt: new Date(token.expiresAt * 1_000).toISOString(),
    }
    sendRevalidated(res, me)
  },
}
