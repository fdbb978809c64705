import type { Violation } from '../model/violation.ts'

/** Violations about whose an entry is, and which external id it has. */
export const notYours: Violation = {
  code: 'not_your_timesheet',
  message: "this is another person's entry: ask its owner to change it",
  path: '',
}

export const taken: Violation = {
  code: 'external_id_taken',
  message:
    'an entry with this externalId exists with different content: change that entry, or push this one in a batch',
  path: '/externalId',
}

export const movesPerson: Violation = {
  code: 'external_id_of_another_person',
  message: 'the entry with this externalId belongs to another person: use another externalId',
  path: '/externalId',
}

export const staysWithPerson: Violation = {
  code: 'entry_of_another_person',
  message: 'the entry with this id belongs to another person: omit userId, or push a new entry without an id',
  path: '/userId',
}

export const keepsExternalId: Violation = {
  code: 'external_id_differs',
  message: 'the entry with this id has a different externalId or none: send externalId as it was exported',
  path: '/externalId',
}
