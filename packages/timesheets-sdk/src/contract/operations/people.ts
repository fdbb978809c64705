import { absenceSchema, newAbsenceSchema } from '../../model/absence.ts'
import { newPersonSchema, personSchema } from '../../model/person.ts'
import { absencePageSchema, listAbsencesQuerySchema } from '../absences.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { contentProblems } from '../operation.ts'
import {
  correctionQuerySchema,
  listNewcomersQuerySchema,
  listPeopleQuerySchema,
  newcomerPageSchema,
  personPageSchema,
} from '../people.ts'
import { routes } from '../routes.ts'

/** The roster: people, their absences, and newcomers who signed in without being in it. */
export const peopleOperations = {
  listPeople: {
    ...routes.listPeople,
    summary: 'List people of the roster: all with manage:timesheets, else the people of an approver',
    query: listPeopleQuerySchema,
    responses: { 200: { description: 'People, by userId', schema: personPageSchema } },
    problems: ['malformed_cursor', 'user_id_required'],
  },
  getPerson: {
    ...routes.getPerson,
    summary: 'Read a person of the roster; without approve or manage scope, yourself',
    responses: { 200: { description: 'The person', schema: personSchema, etag: true } },
    problems: ['not_found', 'user_id_required'],
  },
  putPerson: {
    ...routes.putPerson,
    summary:
      'Add a person to the roster, or replace their record; kind, manager, hours and time zone count from a day on',
    query: correctionQuerySchema,
    body: { schema: newPersonSchema, maximumBytes: maximumBodyBytes.single },
    ifMatch: true,
    ifNoneMatch: true,
    responses: {
      200: { description: 'The replaced record', schema: personSchema, etag: true },
      201: { description: 'Added', schema: personSchema, etag: true, location: true },
    },
    problems: [
      ...contentProblems,
      'not_found',
      'user_id_required',
      'manager_cycle',
      'precondition_failed',
      'week_locked',
      'period_locked',
    ],
  },
  deletePerson: {
    ...routes.deletePerson,
    summary:
      'Remove a person who was added by mistake, and their absences. For a person who leaves, set activeTo instead',
    ifMatch: true,
    responses: { 204: { description: 'Removed' } },
    problems: ['not_found', 'user_id_required', 'person_has_hours', 'precondition_failed'],
  },
  listNewcomers: {
    ...routes.listNewcomers,
    summary: 'List people who signed in and are not in the roster',
    query: listNewcomersQuerySchema,
    responses: { 200: { description: 'Newcomers, by userId', schema: newcomerPageSchema } },
    problems: ['malformed_cursor'],
  },
  deleteNewcomer: {
    ...routes.deleteNewcomer,
    summary: 'Remove a newcomer who does not belong in the roster',
    responses: { 204: { description: 'Removed' } },
    problems: ['not_found', 'user_id_required'],
  },
  listAbsences: {
    ...routes.listAbsences,
    summary: "List absences: your own, a person's, or those of everyone you may see",
    query: listAbsencesQuerySchema,
    responses: { 200: { description: 'Absences, by first day, then person', schema: absencePageSchema } },
    problems: ['malformed_cursor', 'not_found', 'user_id_required'],
  },
  putAbsence: {
    ...routes.putAbsence,
    summary: "Record a person's absence by its first day or replace it",
    query: correctionQuerySchema,
    body: { schema: newAbsenceSchema, maximumBytes: maximumBodyBytes.single },
    ifNoneMatch: true,
    responses: {
      200: { description: 'The replaced absence', schema: absenceSchema },
      201: { description: 'Recorded', schema: absenceSchema },
    },
    problems: [
      ...contentProblems,
      'not_found',
      'user_id_required',
      'absence_overlaps',
      'precondition_failed',
      'week_locked',
      'period_locked',
    ],
  },
  deleteAbsence: {
    ...routes.deleteAbsence,
    summary: "Remove a person's absence",
    query: correctionQuerySchema,
    responses: { 204: { description: 'Removed' } },
    problems: ['not_found', 'user_id_required', 'week_locked', 'period_locked'],
  },
} as const satisfies Record<string, Operation>
