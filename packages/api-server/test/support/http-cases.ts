import { type Send, senders, type Who } from '../../../timesheets-sdk/test/contract/http-cases/system.ts'
import type { TestApi } from './api.ts'

/** Sends the cases that the server and the fake API share to a server, with tokens of its issuer. */
export async function serverSend(api: Pick<TestApi, 'issuer' | 'fetch'>): Promise<Send> {
  const tokens = new Map<Who, string>()
  for (const who of Object.keys(senders) as Who[]) {
    const { userId, clientId, scopes } = senders[who]
    const machine = { sub: `${clientId}@clients`, gty: 'client-credentials' }
    const claims = {
      ...(userId === null ? machine : { sub: userId }),
      azp: clientId,
      scope: [...scopes].join(' ') || 'other',
    }
    tokens.set(who, await api.issuer.sign({ claims }))
  }
  return (by, target, { headers, ...init }) =>
    api.fetch(target, { ...init, headers, ...(by && { token: tokens.get(by) as string }) })
}
