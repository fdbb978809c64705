import type { BatchResult, EntryPage, Me, OperationName } from 'timesheets-sdk/contract'
import {
  defaultPolicy,
  type Entry,
  type EntryPatch,
  type Feed,
  feedPathOf,
  type NewEntry,
  type PolicyPatch,
} from 'timesheets-sdk/model'
import { eventExamples } from './examples/events.ts'
import { peopleExamples, person } from './examples/people.ts'
import { periodExamples } from './examples/periods.ts'
import { projectExamples } from './examples/projects.ts'
import { reportExamples } from './examples/reports.ts'
import { webhookExamples } from './examples/webhooks.ts'
import { weekExamples } from './examples/weeks.ts'

const newEntry: NewEntry = {
  date: '2026-11-23',
  project: 'ACME-42',
  hours: 7.5,
  note: 'design review',
}

const entry: Entry = {
  id: '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb1',
  userId: 'auth0|5f7c8ec7',
  date: '2026-11-23',
  project: 'ACME-42',
  hours: 7.5,
  note: 'design review',
  billable: true,
  source: 'spa',
  status: 'open',
  createdAt: '2026-11-23T17:02:11.123Z',
  updatedAt: '2026-11-23T17:02:11.123Z',
  version: 1,
}

const batch: { entries: NewEntry[] } = {
  entries: [
    { ...newEntry, userId: 'auth0|5f7c8ec7', externalId: 'crm-881' },
    { userId: 'auth0|5f7c8ec7', date: '2026-11-23', project: 'ACME-42', hours: 17.5, externalId: 'crm-882' },
  ],
}

const batchResult: BatchResult = {
  created: 1,
  updated: 0,
  unchanged: 0,
  rejected: 1,
  results: [
    { index: 0, status: 'created', id: entry.id },
    {
      index: 1,
      status: 'rejected',
      problem: {
        type: 'about:blank',
        title: 'Rule violation',
        status: 422,
        code: 'day_over_maximum',
        detail: '2026-11-23 would have 25 hours; the maximum is 24',
        errors: [
          {
            pointer: '/hours',
            code: 'day_over_maximum',
            message: '2026-11-23 would have 25 hours; the maximum is 24',
          },
        ],
      },
    },
  ],
}

const entryPage: EntryPage = { data: [entry], nextCursor: null }
const entryPatch: EntryPatch = { hours: 8, note: null }
const me: Me = {
  userId: 'auth0|5f7c8ec7',
  subject: 'auth0|5f7c8ec7',
  client: 'spa',
  isMachine: false,
  email: 'ann@exampleco.com',
  scopes: ['create:timesheets', 'read:timesheets'],
  person,
  tokenExpiresAt: '2026-11-23T19:02:11.000Z',
}
const feed: Feed = { userId: 'auth0|5f7c8ec7', createdAt: '2026-11-23T17:02:11.123Z' }
const policyPatch: PolicyPatch = { lockedThrough: '2026-10-31' }

export interface OperationExamples {
  readonly request?: unknown
  readonly response?: unknown
}

/** Examples of requests and responses. A test checks them against the contract's schemas. */
export const examples: Readonly<Record<OperationName, OperationExamples>> = {
  listEntries: { response: entryPage },
  createEntry: { request: newEntry, response: entry },
  pushEntries: { request: batch, response: batchResult },
  getEntry: { response: entry },
  updateEntry: { request: entryPatch, response: { ...entry, hours: 8, version: 2 } },
  deleteEntry: {},
  ...weekExamples,
  ...peopleExamples,
  getFeed: { response: feed },
  createFeed: {
    request: {},
    response: { ...feed, url: `https://timesheets.exampleco.com${feedPathOf('feed_…')}` },
  },
  deleteFeed: {},
  ...periodExamples,
  ...projectExamples,
  ...eventExamples,
  ...webhookExamples,
  ...reportExamples,
  getMe: { response: me },
  getPolicy: { response: defaultPolicy },
  updatePolicy: { request: policyPatch, response: { ...defaultPolicy, ...policyPatch } },
}
