import { type HttpHandler, HttpResponse, http } from 'msw'
import { operations } from '../contract/operations.ts'
import type { OperationName } from '../contract/routes.ts'
import { HttpProblem, ProblemError } from '../decide/problem-error.ts'
import { allowedMethods } from '../decide/request/path.ts'
import type { Backend, Call, OperationHandlers } from './backend.ts'
import { groupBy } from './group-by.ts'
import { callerAndPolicyHandlers } from './operations/caller-and-policy.ts'
import { entryHandlers } from './operations/entries.ts'
import { eventHandlers } from './operations/events.ts'
import { feedHandlers } from './operations/feeds.ts'
import { peopleHandlers } from './operations/people.ts'
import { periodHandlers } from './operations/periods.ts'
import { projectHandlers } from './operations/projects.ts'
import { reportHandlers } from './operations/reports.ts'
import { webhookHandlers } from './operations/webhooks.ts'
import { weekHandlers } from './operations/weeks.ts'
import { readCall } from './requests.ts'
import { noContent, problemResponse } from './responses.ts'

const operationHandlers: OperationHandlers<OperationName> = {
  ...entryHandlers,
  ...weekHandlers,
  ...peopleHandlers,
  ...feedHandlers,
  ...periodHandlers,
  ...projectHandlers,
  ...reportHandlers,
  ...eventHandlers,
  ...webhookHandlers,
  ...callerAndPolicyHandlers,
}

/** A handler for each path of the contract at `baseUrl`. */
export function handlersFor(baseUrl: string, backend: Backend): HttpHandler[] {
  // Paths without parameters first: /timesheets/batch does not name an entry.
  const names = (Object.keys(operations) as OperationName[]).sort(
    (a, b) => Number(operations[a].path.includes('{')) - Number(operations[b].path.includes('{')),
  )
  const byPath = groupBy(names, (name) => operations[name].path)
  return [...byPath].map(([path, own]) =>
    http.all(baseUrl + path.replace(/\{(\w+)\}/g, ':$1'), ({ request, params }) =>
      respond(request, () => handle(own, request, params, backend)),
    ),
  )
}

async function handle(
  names: readonly OperationName[],
  request: Request,
  values: Readonly<Record<string, unknown>>,
  backend: Backend,
): Promise<Response> {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const name = names.find((name) => operations[name].method === method)
  if (name) return call(name, request, values, backend)
  const allow = allowedMethods(names.map((name) => operations[name].method))
  if (method === 'OPTIONS') return noContent({ Allow: allow })
  throw new HttpProblem('method_not_allowed', `this path supports ${allow}`, { Allow: allow })
}

async function call<Name extends OperationName>(
  name: Name,
  request: Request,
  values: Readonly<Record<string, unknown>>,
  backend: Backend,
): Promise<Response> {
  backend.store.roster.roll(new Date(backend.now()).toISOString().slice(0, 10))
  const input: Call<Name> = await readCall(name, request, values, backend.callerOf)
  return operationHandlers[name](input, backend)
}

/** The response, or the response for the problem, with the request id. `HEAD` gets no body. */
async function respond(request: Request, handler: () => Promise<Response>): Promise<Response> {
  const requestId = crypto.randomUUID()
  let response: Response
  try {
    response = await handler()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    response = problemResponse(error, request, requestId)
  }
  response.headers.set('X-Request-Id', requestId)
  const { status, headers } = response
  return request.method === 'HEAD' ? new HttpResponse(null, { status, headers }) : response
}
