import type { OperationName } from '../../contract/routes.ts'

/**
 * The shapes that the client needs. Not the contract's schemas: these check everything, and would bring the
 * whole of zod into every browser; an API that is ours needs no more than a look whether it is ours.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'string or null'
  | 'list'
  /** A list; its first item alone is looked at, as all of them are written in one way. */
  | readonly [Shape]
  | { readonly [name: string]: Shape }

const entry = {
  id: 'string',
  userId: 'string',
  date: 'string',
  project: 'string',
  hours: 'number',
  billable: 'boolean',
  source: 'string',
  status: 'string',
  version: 'number',
} as const satisfies Shape

const policy = {
  incrementMinutes: 'number',
  maxHoursPerDay: 'number',
  maxDaysAhead: 'number',
  lockedThrough: 'string or null',
  weeklyWarningHours: 'number',
} as const satisfies Shape

const week = {
  userId: 'string',
  week: 'string',
  status: 'string',
  totalHours: 'number',
  actions: 'list',
  version: 'number',
} as const satisfies Shape

const person = {
  userId: 'string',
  name: 'string',
  kind: 'string',
  expectedHoursPerWeek: 'number',
  activeFrom: 'string',
  timeZone: 'string',
} as const satisfies Shape

const absence = { userId: 'string', from: 'string', to: 'string', kind: 'string' } as const satisfies Shape

const project = { code: 'string', name: 'string', billable: 'boolean' } as const satisfies Shape

const period = { period: 'string', from: 'string', to: 'string', status: 'string', closings: 'list' } as const

const line = { userId: 'string', date: 'string', project: 'string', billable: 'boolean' } as const

const webhook = {
  id: 'string',
  url: 'string',
  events: ['string'],
  status: 'string',
  deliveredThrough: 'number',
  failures: 'number',
  lastFailure: 'string or null',
} as const satisfies Shape

/** The results of the operations; `undefined` for a response without a body. */
export const resultShapes: Readonly<Record<OperationName, Shape | undefined>> = {
  listEntries: { data: [entry], nextCursor: 'string or null' },
  createEntry: entry,
  pushEntries: {
    created: 'number',
    updated: 'number',
    unchanged: 'number',
    rejected: 'number',
    results: [{ index: 'number', status: 'string' }],
  },
  getEntry: entry,
  updateEntry: entry,
  deleteEntry: undefined,
  listWeeks: { data: [week], nextCursor: 'string or null' },
  decideWeeks: { done: 'number', refused: 'number', results: [{ index: 'number', status: 'string' }] },
  getWeek: week,
  submitWeek: week,
  recallWeek: week,
  approveWeek: week,
  rejectWeek: week,
  reopenWeek: week,
  listPeople: { data: [person], nextCursor: 'string or null' },
  getPerson: person,
  putPerson: person,
  deletePerson: undefined,
  listNewcomers: { data: [{ userId: 'string', firstSeenAt: 'string' }], nextCursor: 'string or null' },
  deleteNewcomer: undefined,
  listAbsences: { data: [absence], nextCursor: 'string or null' },
  putAbsence: absence,
  deleteAbsence: undefined,
  getFeed: { userId: 'string', createdAt: 'string' },
  createFeed: { userId: 'string', createdAt: 'string', url: 'string' },
  deleteFeed: undefined,
  listPeriods: { data: [period], nextCursor: 'string or null' },
  getPeriod: period,
  listObstacles: {
    data: [{ userId: 'string', week: 'string', reason: 'string', message: 'string' }],
    nextCursor: 'string or null',
  },
  closePeriod: period,
  reopenPeriod: period,
  listPeriodLines: { data: [{ ...line, minutes: 'number' }], nextCursor: 'string or null' },
  listPeriodChanges: { data: [{ ...line, change: 'string' }], nextCursor: 'string or null' },
  listProjects: { data: [project], nextCursor: 'string or null' },
  getProject: project,
  putProject: project,
  deleteProject: undefined,
  listMissing: {
    data: [{ userId: 'string', name: 'string', week: 'string', reason: 'string', due: 'boolean' }],
    nextCursor: 'string or null',
  },
  sendReminders: {
    sent: 'number',
    skipped: 'number',
    failed: 'number',
    results: [{ userId: 'string', status: 'string' }],
    nextCursor: 'string or null',
  },
  listHours: {
    data: [{ hours: 'number', billableHours: 'number', entries: 'number' }],
    nextCursor: 'string or null',
  },
  listEvents: {
    data: [{ sequence: 'number', time: 'string', actor: 'string', action: 'string' }],
    nextCursor: 'string or null',
    through: 'number',
  },
  listWebhooks: { data: [webhook], nextCursor: 'string or null' },
  createWebhook: { ...webhook, secret: 'string' },
  getWebhook: webhook,
  listWebhookDeliveries: {
    data: [{ time: 'string', type: 'string', failure: 'string or null' }],
    nextCursor: 'string or null',
  },
  updateWebhook: webhook,
  deleteWebhook: undefined,
  rotateWebhookSecret: { ...webhook, secret: 'string' },
  testWebhook: { delivered: 'boolean', failure: 'string or null' },
  getMe: {
    userId: 'string or null',
    subject: 'string',
    client: 'string',
    isMachine: 'boolean',
    scopes: ['string'],
  },
  getPolicy: policy,
  updatePolicy: policy,
}

export const problemShape: Shape = {
  type: 'string',
  title: 'string',
  status: 'number',
  detail: 'string',
  code: 'string',
}

/** Where a value is not of a shape, as `data.0.hours`; `''` is the value itself. `undefined`: nowhere. */
export function faultIn(value: unknown, shape: Shape, path = ''): string | undefined {
  if (shape === 'string or null') return value === null || typeof value === 'string' ? undefined : path
  if (shape === 'list') return Array.isArray(value) ? undefined : path
  if (typeof shape === 'string') return typeof value === shape ? undefined : path
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`)
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return path
    return value.length === 0 ? undefined : faultIn(value[0], shape[0], inside('0'))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path
  for (const [name, member] of Object.entries(shape)) {
    const fault = faultIn((value as Record<string, unknown>)[name], member, inside(name))
    if (fault !== undefined) return fault
  }
  return undefined
}
