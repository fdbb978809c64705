import type { AbsenceKind } from 'timesheets-sdk/model'
import { formatMinutes as time } from '../../texts/formats.ts'
import type { TeamFilter } from './team-rows.ts'

/** Every text of the team page, in English: the shape that every other language fills. */
export const teamEn = {
  title: 'Team',
  documentTitle: 'Team · Timesheets',
  search: 'Search by name',
  show: 'Show',
  filters: {
    all: 'Everyone',
    under: 'Under their hours',
    over: 'Over their hours',
    away: 'Away in this week',
    open: 'Not submitted',
  } satisfies Record<TeamFilter, string> as Record<TeamFilter, string>,
  count: (shown: number, all: number) => `${shown} of ${all === 1 ? '1 person' : `${all} people`}`,
  table: 'Hours by person and day',
  person: 'Person',
  total: 'Total',
  of: (minutes: number) => `of ${time(minutes)}`,
  difference: 'Difference',
  status: 'Status',
  notStarted: 'Nothing logged',
  noHours: 'no hours',
  absences: {
    vacation: 'Vacation',
    sick: 'Sick',
    parental: 'Parental leave',
    unpaid: 'Unpaid leave',
    other: 'Away',
  } satisfies Record<AbsenceKind, string> as Record<AbsenceKind, string>,
  none: 'No people match.',
  empty: 'Nobody reports to you in this week.',
}

export type TeamTexts = typeof teamEn
