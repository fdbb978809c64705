import { type HttpHandler, HttpResponse, http } from 'msw/http'
import { batchQuerySchema } from '../contract/batch.ts'
import { etagOf } from '../contract/etag.ts'
import type { Me } from '../contract/me.ts'
import type { Operation } from '../contract/operation.ts'
import { operations } from '../contract/operations.ts'
import { parametersIn, pathParameters } from '../contract/path-parameters.ts'
import { type OperationName, pathOf } from '../contract/routes.ts'
import type { WrittenEntry } from '../contract/warnings.ts'
import { entryPatchSchema, newEntrySchema } from '../model/entry.ts'
import { policyPatchSchema } from '../model/policy.ts'
import { isSameContent } from '../model/same-content.ts'
import { ownerForReading } from '../rules/access.ts'
import type { Caller } from '../rules/caller.ts'
import { eventBy } from '../rules/event-of-change.ts'
import { jsonAnswer, problemAnswer, textAnswer } from './answers.ts'
import type { Backend, Call, OperationHandlers } from './backend.ts'
import { eventHandlers } from './operations/events.ts'
import { hoursHandlers } from './operations/hours.ts'
import { missingHandlers } from './operations/missing.ts'
import { peopleHandlers } from './operations/people.ts'
import { projectHandlers } from './operations/projects.ts'
import { webhookHandlers } from './operations/webhooks.ts'
import { weekHandlers } from './operations/weeks.ts'
import { authorize, readContent, readJson, readQuery } from './read-request.ts'
import { getEntry, listEntries } from './reads.ts'
import { Refusal, refuse, refuseForViolations } from './refusal.ts'

const tokenLifetimeMs = 7_200_000

const operationHandlers: OperationHandlers<OperationName> = {
  ...weekHandlers,
  ...peopleHandlers,
  ...projectHandlers,
  ...eventHandlers,
  ...webhookHandlers,
  ...missingHandlers,
  ...hoursHandlers,
  listEntries({ caller, request }, { store }) {
    const answer = listEntries(store, caller, request)
    return 'text' in answer ? textAnswer(answer.mediaType, answer.text) : jsonAnswer(200, answer)
  },
  createEntry({ caller, request, content }, { writes, kept }) {
    const input = readJson(content.text, newEntrySchema)
    return kept.answer(request, caller, content, () => {
      const { status, entry } = writes.create(caller, input)
      return entryAnswer(status, entry, { Location: pathOf(operations.getEntry, { id: entry.id }) })
    })
  },
  pushEntries({ caller, request, content }, { writes, kept }) {
    const isDryRun = readQuery(request, batchQuerySchema).dryRun === 'true'
    const push = () => jsonAnswer(200, writes.push(caller, content, isDryRun))
    return isDryRun ? push() : kept.answer(request, caller, content, push)
  },
  getEntry: ({ caller, param }, { store }) => entryAnswer(200, getEntry(store, caller, param('id'))),
  updateEntry({ caller, param, content, ifMatch }, { writes }) {
    const patch = readJson(content.text, entryPatchSchema)
    return entryAnswer(200, writes.update(caller, param('id'), patch, ifMatch))
  },
  deleteEntry({ caller, param, ifMatch }, { writes }) {
    writes.delete(caller, param('id'), ifMatch)
    return new HttpResponse(null, { status: 204 })
  },
  getMe({ caller }, { store, now }) {
    const me: Me = {
      userId: caller.userId,
      subject: caller.subject,
      client: caller.clientId,
      isMachine: caller.isMachine,
      email: null,
      scopes: [...caller.scopes].sort(),
      person: (caller.userId !== null && store.roster.person(caller.userId)) || null,
      tokenExpiresAt: new Date(now() + tokenLifetimeMs).toISOString(),
    }
    return jsonAnswer(200, me)
  },
  getPolicy: (_, { store }) => jsonAnswer(200, store.policy),
  updatePolicy({ caller, content }, { store, now }) {
    const before = store.policy
    const after = { ...before, ...readJson(content.text, policyPatchSchema) }
    if (isSameContent(before, after)) return jsonAnswer(200, before)
    store.policy = after
    const change = { action: 'policy.updated', subject: { type: 'policy' }, before, after } as const
    store.events.append(eventBy(caller, now(), change))
    return jsonAnswer(200, after)
  },
}

function entryAnswer(status: number, entry: WrittenEntry, headers: Record<string, string> = {}): Response {
  return jsonAnswer(status, entry, { ETag: etagOf(entry), ...headers })
}

/** A handler for each operation of the contract at `baseUrl`, and for what their paths do not do. */
export function handlersFor(baseUrl: string, backend: Backend): HttpHandler[] {
  // Paths without parameters first: /timesheets/batch is no entry's.
  const names = (Object.keys(operations) as OperationName[]).sort(
    (a, b) => Number(operations[a].path.includes('{')) - Number(operations[b].path.includes('{')),
  )
  const urlOf = (path: string) => baseUrl + path.replace(/\{(\w+)\}/g, ':$1')
  const paths = [...new Set(names.map((name) => operations[name].path))]
  return paths.flatMap((path) => {
    const own = names.filter((name) => operations[name].path === path)
    const allow = own.map((name) => operations[name].method).join(', ')
    return [
      ...own.map((name) => {
        const method = operations[name].method.toLowerCase() as Lowercase<Operation['method']>
        return http[method](urlOf(path), ({ request, params }) =>
          answered(request, () => handle(name, request, params, backend)),
        )
      }),
      http.all(urlOf(path), ({ request }) =>
        answered(request, () => {
          throw refuse('method_not_allowed', `this path takes ${allow}`, { Allow: allow })
        }),
      ),
    ]
  })
}

async function handle(
  name: OperationName,
  request: Request,
  values: Readonly<Record<string, unknown>>,
  backend: Backend,
): Promise<Response> {
  const operation: Operation = operations[name]
  const caller = authorize(request, operation.scope, backend.callerOf)
  const params = paramsOf(operation, values, caller)
  const call: Call = {
    request,
    caller,
    param(name) {
      const value = params.get(name)
      if (value === undefined) throw new RangeError(`${operation.path} has no ${name}`)
      return value
    },
    ifMatch: (operation.ifMatch && request.headers.get('if-match')) || undefined,
    content: operation.body ? await readContent(request, operation.body) : { text: '', mediaType: '' },
  }
  return operationHandlers[name](call, backend)
}

/** The parameters of a path. @throws {Refusal} 404 where one can't name anything; where a machine says `me` */
function paramsOf(
  { path }: Operation,
  values: Readonly<Record<string, unknown>>,
  caller: Caller,
): ReadonlyMap<string, string> {
  return new Map(
    parametersIn(path).map((name) => {
      const parsed = pathParameters[name].safeParse(values[name])
      if (!parsed.success) throw refuse('not_found', `there is no such thing here: mend ${name}`)
      if (name === 'userId' && parsed.data === 'me') return [name, selfOf(caller)]
      return [name, name === 'id' ? parsed.data.toLowerCase() : parsed.data]
    }),
  )
}

function selfOf(caller: Caller): string {
  const self = ownerForReading(caller, undefined, null)
  if (typeof self === 'string') return self
  throw refuseForViolations(self ? [self] : [])
}

/** The answer, or the problem that it ends with; either names the request. */
async function answered(request: Request, answer: () => Promise<Response> | Response): Promise<Response> {
  const requestId = crypto.randomUUID()
  let response: Response
  try {
    response = await answer()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    response = problemAnswer(error, request, requestId)
  }
  response.headers.set('X-Request-Id', requestId)
  return response
}
