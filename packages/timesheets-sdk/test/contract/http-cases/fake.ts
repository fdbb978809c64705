import { getResponse } from 'msw'
import { createFakeTimesheetsApi } from '../../../src/testing/index.ts'
import { nowMs, type Send, senders, type Who } from './system.ts'

const baseUrl = 'https://timesheets.test'

/** The fake API, for the cases. @param reminders whether it can send any */
export function fakeSend({ reminders }: { readonly reminders: boolean }): Send {
  const api = createFakeTimesheetsApi({
    baseUrl,
    reminders,
    now: () => nowMs,
    callerOf(token) {
      const { userId, clientId, scopes } = senders[token as Who]
      const subject = userId ?? `${clientId}@clients`
      return { subject, userId, clientId, isMachine: userId === null, scopes: new Set(scopes) }
    },
  })
  return async (by, target, { headers, ...init }) => {
    const request = new Request(baseUrl + target, { ...init, headers })
    if (by !== undefined) request.headers.set('Authorization', `Bearer ${by}`)
    const response = await getResponse([...api.handlers], request)
    if (!response) throw new Error(`the fake has no response to ${target}`)
    return response
  }
}
