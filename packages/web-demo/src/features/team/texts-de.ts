import { formatMinutes as time } from '../../texts/formats.ts'
import type { TeamTexts } from './texts-en.ts'

/** Every text of the team page, in German. */
export const teamDe: TeamTexts = {
  title: 'Team',
  documentTitle: 'Team · Timesheets',
  search: 'Nach Namen suchen',
  show: 'Anzeigen',
  filters: {
    all: 'Alle',
    under: 'Unter dem Soll',
    over: 'Über dem Soll',
    away: 'In dieser Woche abwesend',
    open: 'Nicht eingereicht',
  },
  count: (shown, all) => `${shown} von ${all === 1 ? '1 Person' : `${all} Personen`}`,
  table: 'Stunden nach Person und Tag',
  person: 'Person',
  total: 'Summe',
  of: (minutes) => `von ${time(minutes)}`,
  difference: 'Differenz',
  status: 'Status',
  notStarted: 'Nichts erfasst',
  noHours: 'keine Stunden',
  absences: {
    vacation: 'Urlaub',
    sick: 'Krank',
    parental: 'Elternzeit',
    unpaid: 'Unbezahlt frei',
    other: 'Abwesend',
  },
  none: 'Dazu passt keine Person.',
  empty: 'In dieser Woche berichtet niemand an Sie.',
}
