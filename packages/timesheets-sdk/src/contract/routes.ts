import type { Scope } from '../model/scopes.ts'

/** The address and the requirements of an operation: everything a client needs to call it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With parameters in braces, as in `/timesheets/{id}`. */
  readonly path: `/${string}`
  /** The required scope; any one scope of a list. `null`: any valid token. */
  readonly scope: Scope | readonly Scope[] | null
  /** The statuses of success. */
  readonly successes: readonly number[]
}

const periodScopes = ['manage:timesheets', 'approve:any', 'read:all-timesheets'] as const

/**
 * The routes of the API by operation. They need no schemas, so clients stay small; `operations` has the rest.
 */
export const routes = {
  listEntries: { method: 'GET', path: '/timesheets', scope: 'read:timesheets', successes: [200] },
  createEntry: { method: 'POST', path: '/timesheets', scope: 'create:timesheets', successes: [200, 201] },
  pushEntries: { method: 'POST', path: '/timesheets/batch', scope: 'create:timesheets', successes: [200] },
  getEntry: { method: 'GET', path: '/timesheets/{id}', scope: 'read:timesheets', successes: [200] },
  updateEntry: { method: 'PATCH', path: '/timesheets/{id}', scope: 'create:timesheets', successes: [200] },
  deleteEntry: { method: 'DELETE', path: '/timesheets/{id}', scope: 'delete:timesheets', successes: [204] },
  listWeeks: { method: 'GET', path: '/weeks', scope: 'read:timesheets', successes: [200] },
  decideWeeks: { method: 'POST', path: '/weeks/decisions', scope: 'approve:timesheets', successes: [200] },
  getWeek: { method: 'GET', path: '/weeks/{userId}/{week}', scope: 'read:timesheets', successes: [200] },
  submitWeek: {
    method: 'POST',
    path: '/weeks/{userId}/{week}/submit',
    scope: 'create:timesheets',
    successes: [200],
  },
  recallWeek: {
    method: 'POST',
    path: '/weeks/{userId}/{week}/recall',
    scope: 'create:timesheets',
    successes: [200],
  },
  approveWeek: {
    method: 'POST',
    path: '/weeks/{userId}/{week}/approve',
    scope: 'approve:timesheets',
    successes: [200],
  },
  rejectWeek: {
    method: 'POST',
    path: '/weeks/{userId}/{week}/reject',
    scope: 'approve:timesheets',
    successes: [200],
  },
  reopenWeek: {
    method: 'POST',
    path: '/weeks/{userId}/{week}/reopen',
    scope: 'approve:timesheets',
    successes: [200],
  },
  listPeople: {
    method: 'GET',
    path: '/people',
    scope: ['manage:timesheets', 'approve:timesheets'],
    successes: [200],
  },
  getPerson: {
    method: 'GET',
    path: '/people/{userId}',
    scope: ['read:timesheets', 'approve:timesheets', 'manage:timesheets'],
    successes: [200],
  },
  putPerson: { method: 'PUT', path: '/people/{userId}', scope: 'manage:timesheets', successes: [200, 201] },
  deletePerson: { method: 'DELETE', path: '/people/{userId}', scope: 'manage:timesheets', successes: [204] },
  listNewcomers: { method: 'GET', path: '/newcomers', scope: 'manage:timesheets', successes: [200] },
  deleteNewcomer: {
    method: 'DELETE',
    path: '/newcomers/{userId}',
    scope: 'manage:timesheets',
    successes: [204],
  },
  listAbsences: {
    method: 'GET',
    path: '/absences',
    scope: ['read:timesheets', 'approve:timesheets', 'manage:timesheets'],
    successes: [200],
  },
  putAbsence: {
    method: 'PUT',
    path: '/people/{userId}/absences/{from}',
    scope: 'manage:timesheets',
    successes: [200, 201],
  },
  deleteAbsence: {
    method: 'DELETE',
    path: '/people/{userId}/absences/{from}',
    scope: 'manage:timesheets',
    successes: [204],
  },
  getFeed: { method: 'GET', path: '/people/{userId}/feed', scope: 'read:timesheets', successes: [200] },
  createFeed: { method: 'PUT', path: '/people/{userId}/feed', scope: 'read:timesheets', successes: [201] },
  deleteFeed: {
    method: 'DELETE',
    path: '/people/{userId}/feed',
    scope: ['read:timesheets', 'manage:timesheets'],
    successes: [204],
  },
  listProjects: {
    method: 'GET',
    path: '/projects',
    scope: ['read:timesheets', 'manage:timesheets'],
    successes: [200],
  },
  getProject: {
    method: 'GET',
    path: '/projects/{code}',
    scope: ['read:timesheets', 'manage:timesheets'],
    successes: [200],
  },
  putProject: { method: 'PUT', path: '/projects/{code}', scope: 'manage:timesheets', successes: [200, 201] },
  deleteProject: {
    method: 'DELETE',
    path: '/projects/{code}',
    scope: 'manage:timesheets',
    successes: [204],
  },
  listPeriods: { method: 'GET', path: '/periods', scope: periodScopes, successes: [200] },
  getPeriod: { method: 'GET', path: '/periods/{period}', scope: periodScopes, successes: [200] },
  listObstacles: {
    method: 'GET',
    path: '/periods/{period}/obstacles',
    scope: ['manage:timesheets', 'approve:any'],
    successes: [200],
  },
  closePeriod: {
    method: 'POST',
    path: '/periods/{period}/close',
    scope: ['manage:timesheets', 'approve:any'],
    successes: [200],
  },
  reopenPeriod: {
    method: 'POST',
    path: '/periods/{period}/reopen',
    scope: ['manage:timesheets', 'approve:any'],
    successes: [200],
  },
  listPeriodLines: {
    method: 'GET',
    path: '/periods/{period}/lines',
    scope: ['approve:any', 'read:all-timesheets'],
    successes: [200],
  },
  listPeriodChanges: {
    method: 'GET',
    path: '/periods/{period}/changes',
    scope: ['approve:any', 'read:all-timesheets'],
    successes: [200],
  },
  listMissing: { method: 'GET', path: '/reports/missing', scope: 'approve:timesheets', successes: [200] },
  sendReminders: { method: 'POST', path: '/reminders', scope: 'approve:timesheets', successes: [200] },
  listHours: { method: 'GET', path: '/reports/hours', scope: 'read:timesheets', successes: [200] },
  listEvents: { method: 'GET', path: '/events', scope: 'read:timesheets', successes: [200] },
  listWebhooks: { method: 'GET', path: '/webhooks', scope: 'manage:timesheets', successes: [200] },
  createWebhook: { method: 'POST', path: '/webhooks', scope: 'manage:timesheets', successes: [201] },
  getWebhook: { method: 'GET', path: '/webhooks/{id}', scope: 'manage:timesheets', successes: [200] },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    scope: 'manage:timesheets',
    successes: [200],
  },
  updateWebhook: { method: 'PATCH', path: '/webhooks/{id}', scope: 'manage:timesheets', successes: [200] },
  deleteWebhook: { method: 'DELETE', path: '/webhooks/{id}', scope: 'manage:timesheets', successes: [204] },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/webhooks/{id}/secret',
    scope: 'manage:timesheets',
    successes: [200],
  },
  testWebhook: {
    method: 'POST',
    path: '/webhooks/{id}/test',
    scope: 'manage:timesheets',
    successes: [200],
  },
  getMe: { method: 'GET', path: '/me', scope: null, successes: [200] },
  getPolicy: { method: 'GET', path: '/policy', scope: null, successes: [200] },
  updatePolicy: { method: 'PATCH', path: '/policy', scope: 'manage:timesheets', successes: [200] },
} as const satisfies Record<string, Route>

export type OperationName = keyof typeof routes

/**
 * The path of a route with its parameters filled in, percent-encoded.
 *
 * @throws {RangeError} if one is missing or has half of a surrogate pair, or is empty, `.` or `..`: URLs drop
 *   these from a path, so that the request would go to another operation
 */
export function pathOf(
  route: Pick<Route, 'path'>,
  parameters: Readonly<Record<string, string>> = {},
): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value: unknown = parameters[name]
    if (value === undefined) throw new RangeError(`${route.path} needs ${name}`)
    if (typeof value !== 'string' || ['', '.', '..'].includes(value) || /\p{Surrogate}/u.test(value)) {
      throw new RangeError(`${JSON.stringify(value)} cannot be the ${name} of ${route.path}`)
    }
    return encodeURIComponent(value)
  })
}
