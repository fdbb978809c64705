import { describe, expect, test } from 'vitest'
import type { EventSubject, Scope } from '../../src/model/index.ts'
import { type Caller, eventReachOf, maySeeEvent } from '../../src/rules/index.ts'

function caller(userId: string | null, ...scopes: Scope[]): Caller {
  return {
    subject: userId ?? 'job@clients',
    userId,
    clientId: 'c',
    isMachine: userId === null,
    scopes: new Set(scopes),
  }
}

const subjects: Readonly<Record<string, EventSubject>> = {
  entry: { type: 'entry', id: '1', userId: 'ann' },
  week: { type: 'week', userId: 'ann', week: '2026-W48' },
  person: { type: 'person', userId: 'ann' },
  project: { type: 'project', code: 'P' },
  webhook: { type: 'webhook', id: '1' },
  policy: { type: 'policy' },
}
const timesheet = ['entry', 'week']
const administration = ['person', 'project', 'webhook', 'policy']

function seen(by: Caller, managerId: string | null): string[] {
  return Object.entries(subjects).flatMap(([name, subject]) =>
    maySeeEvent(by, subject, managerId) ? [name] : [],
  )
}

describe('what is told of Ann, who reports to Mia', () => {
  test.each<[string, Caller, string[], ReturnType<typeof eventReachOf>]>([
    ['herself', caller('ann'), ['entry', 'week', 'person'], { timesheets: 'own', administration: false }],
    ['another', caller('ben'), [], { timesheets: 'own', administration: false }],
    [
      'her manager',
      caller('mia', 'approve:timesheets'),
      timesheet,
      { timesheets: 'managed', administration: false },
    ],
    [
      'another manager',
      caller('max', 'approve:timesheets'),
      [],
      { timesheets: 'managed', administration: false },
    ],
    [
      'an approver of everybody',
      caller('eve', 'approve:timesheets', 'approve:any'),
      timesheet,
      { timesheets: 'all', administration: false },
    ],
    [
      'a keeper of the roster',
      caller('kim', 'manage:timesheets'),
      administration,
      { timesheets: 'own', administration: true },
    ],
    ['a machine', caller(null), timesheet, { timesheets: 'all', administration: false }],
    [
      'a machine that keeps the roster',
      caller(null, 'manage:timesheets'),
      [...timesheet, ...administration],
      { timesheets: 'all', administration: true },
    ],
  ])('to %s', (_, by, expected, reach) => {
    expect(seen(by, 'mia')).toEqual(expected)
    expect(eventReachOf(by)).toEqual(reach)
  })

  test('to every approver, where she reports to nobody', () => {
    expect(seen(caller('max', 'approve:timesheets'), null)).toEqual(timesheet)
  })
})
