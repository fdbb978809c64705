import type { AbsencePage, NewcomerPage, PersonPage } from 'timesheets-sdk/contract'
import type { Absence, NewAbsence, NewPerson, Person } from 'timesheets-sdk/model'

const content: NewPerson = {
  name: 'Ann Example',
  email: 'ann@exampleco.com',
  kind: 'employee',
  managerId: 'auth0|boss',
  expectedHoursPerWeek: 40,
  activeFrom: '2024-03-01',
  timeZone: 'Europe/Berlin',
}
export const person: Person = {
  userId: 'auth0|5f7c8ec7',
  ...content,
  timeZone: 'Europe/Berlin',
  updatedAt: '2026-11-02T08:00:00.000Z',
}
const people: PersonPage = { data: [person], nextCursor: null }
const newcomers: NewcomerPage = {
  data: [
    {
      userId: 'auth0|7d2e4f60',
      email: 'kim@exampleco.com',
      firstSeenAt: '2026-11-23T08:30:00.000Z',
      client: 'spa',
    },
  ],
  nextCursor: null,
}
const away: NewAbsence = { to: '2026-12-31', kind: 'vacation' }
const absence: Absence = {
  userId: 'auth0|5f7c8ec7',
  from: '2026-12-21',
  to: '2026-12-31',
  kind: 'vacation',
}
const absences: AbsencePage = { data: [absence], nextCursor: null }

export const peopleExamples = {
  listPeople: { response: people },
  getPerson: { response: person },
  putPerson: { request: content, response: person },
  deletePerson: {},
  listNewcomers: { response: newcomers },
  deleteNewcomer: {},
  listAbsences: { response: absences },
  putAbsence: { request: away, response: absence },
  deleteAbsence: {},
} as const
