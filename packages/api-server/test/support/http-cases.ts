import type { OperationName } from 'timesheets-sdk/contract'
import { type Comparable, comparer } from '../../../timesheets-sdk/test/contract/http-cases/run.ts'
import { withIds } from '../../../timesheets-sdk/test/contract/http-cases/scenario/index.ts'
import {
  type CaseRequest,
  fill,
  type Held,
  type Send,
  sendCase,
  senders,
  type Who,
} from '../../../timesheets-sdk/test/contract/http-cases/system.ts'
import type { TestApi } from './api.ts'

/** The server, or the fake: what sends it requests, what makes its responses comparable, and ids by name. */
export interface Side {
  readonly send: Send
  readonly comparable: (response: Response) => Promise<Comparable>
  readonly ids: Map<string, string>
  readonly held: Held
}

/** Fills an empty store. */
export async function sideOf(send: Send): Promise<Side> {
  return { send, comparable: comparer(), ids: new Map(), held: await fill(send) }
}

/** Sends a case to one side. `save`: the name under which later cases find the id of the response. */
export async function ask(
  { send, comparable, ids }: Side,
  name: OperationName,
  request: CaseRequest & { readonly save?: string },
): Promise<Comparable> {
  const response = await sendCase(send, name, withIds(request, ids))
  if (request.save) ids.set(request.save, (await response.clone().json()).id)
  return comparable(response)
}

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
