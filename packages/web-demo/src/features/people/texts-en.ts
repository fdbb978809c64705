import type { AbsenceKind, PersonKind } from 'timesheets-sdk/model'
import type { PeopleFilter } from './filter-people.ts'

const people = (number: number) => (number === 1 ? '1 person' : `${number} people`)

/** Every text of the people page, in English: the shape that every other language fills. */
export const peopleEn = {
  title: 'People',
  documentTitle: 'People · Timesheets',
  add: 'Add a person',
  import: 'Import CSV',
  search: 'Search by name, e-mail or id',
  show: 'Show',
  filters: {
    active: 'Active today',
    employee: 'Employees',
    contractor: 'Contractors',
    left: 'Have left',
    all: 'All',
  } satisfies Record<PeopleFilter, string> as Record<PeopleFilter, string>,
  count: (shown: number, all: number) => `${shown} of ${people(all)}`,
  none: 'No people match.',
  table: 'People',
  name: 'Name',
  email: 'E-mail',
  kind: 'Kind',
  kinds: { employee: 'Employee', contractor: 'Contractor' } satisfies Record<PersonKind, string> as Record<
    PersonKind,
    string
  >,
  manager: 'Manager',
  noManager: 'No manager: every approver decides',
  hours: 'Hours a week',
  active: 'Active',
  since: (date: string) => `since ${date}`,
  edit: (name: string) => `Edit ${name}`,
  absencesOf: (name: string) => `Absences of ${name}`,
  newcomers: 'Signed in, but not in the roster',
  newcomersHelp: 'Their hours count, but nothing is expected of them and no one is their manager.',
  takeOver: 'Add to the roster',
  forget: 'Does not belong here',
  firstSeen: (when: string) => `first seen ${when}`,
  userId: 'Id (the sub of their token)',
  rateGroup: 'Rate group',
  holidayCalendar: 'Holiday calendar',
  timeZone: 'Time zone',
  activeFrom: 'First day',
  activeTo: 'Last day, if they leave',
  from: 'These terms count from',
  fromHelp: 'Empty: from today. Earlier weeks keep the terms that they had.',
  weekdays: 'Other hours on each weekday',
  weekdaysHelp: 'Empty: a fifth of the week on Monday to Friday.',
  history: 'Terms so far',
  historyOf: (from: string, hours: number, kind: string) => `from ${from}: ${hours} hours a week, ${kind}`,
  correct: 'Change approved weeks and closed periods too: they get a flag',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  saved: (name: string) => `${name} is saved.`,
  absenceFrom: 'From',
  absenceTo: 'To, inclusive',
  absenceKind: 'Reason',
  absenceKinds: {
    vacation: 'Vacation',
    sick: 'Sick',
    parental: 'Parental leave',
    unpaid: 'Unpaid leave',
    other: 'Other',
  } satisfies Record<AbsenceKind, string> as Record<AbsenceKind, string>,
  absenceTaken: (day: string) =>
    `An absence from ${day} is recorded already, see above. Remove it first to replace it.`,
  noAbsences: 'No absences are recorded.',
  record: 'Record',
  remove: (range: string) => `Remove ${range}`,
}

export type PeopleTexts = typeof peopleEn
