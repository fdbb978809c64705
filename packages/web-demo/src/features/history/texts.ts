import type { Formats } from '../../texts/formats.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { lateTexts } from '../../texts/language.ts'
import type { MemberChange, WeekStep } from './describe-event.ts'

/** Every text of a history: the shape that each language fills. */
export interface HistoryTexts {
  title: string
  /** At the beginning of a sentence. */
  you: string
  yourManager: string
  show: string
  none: string
  failed: string
  more: (number: number) => string
  via: (client: string) => string
  /** The person is said before, as in “Maria Silva: …”. */
  week: Record<WeekStep, string>
  withHours: (time: string) => string
  created: (time: string, project: string, day: string) => string
  updated: (project: string, day: string) => string
  deleted: (time: string, project: string, day: string) => string
  members: Record<MemberChange['member'], string>
  changed: (member: string, before: string, after: string) => string
  nothing: string
  yes: string
  no: string
}

const en: HistoryTexts = {
  title: 'History',
  you: 'You',
  yourManager: 'Your manager',
  show: 'History of this week',
  none: 'No events yet.',
  failed: 'The history could not be loaded.',
  more: (number) => `Show ${number} more`,
  via: (client) => `with ${client}`,
  week: {
    submitted: 'submitted the week',
    recalled: 'recalled the week',
    approved: 'approved the week',
    rejected: 'rejected the week',
    reopened: 'reopened the week',
  },
  withHours: (time) => `with ${time}`,
  created: (time, project, day) => `logged ${time} for ${project} on ${day}`,
  updated: (project, day) => `changed ${project} on ${day}`,
  deleted: (time, project, day) => `deleted ${time} for ${project} on ${day}`,
  members: { date: 'date', project: 'project', hours: 'hours', note: 'note', billable: 'billable' },
  changed: (member, before, after) => `${member}: ${before} → ${after}`,
  nothing: 'nothing',
  yes: 'yes',
  no: 'no',
}

const de: HistoryTexts = {
  title: 'Verlauf',
  you: 'Sie',
  yourManager: 'Ihre Führungskraft',
  show: 'Verlauf dieser Woche',
  none: 'Noch keine Ereignisse.',
  failed: 'Der Verlauf konnte nicht geladen werden.',
  more: (number) => `${number} weitere zeigen`,
  via: (client) => `mit ${client}`,
  week: {
    submitted: 'Woche eingereicht',
    recalled: 'Woche zurückgezogen',
    approved: 'Woche genehmigt',
    rejected: 'Woche abgelehnt',
    reopened: 'Woche wieder geöffnet',
  },
  withHours: (time) => `mit ${time}`,
  created: (time, project, day) => `${time} für ${project} am ${day} erfasst`,
  updated: (project, day) => `${project} am ${day} geändert`,
  deleted: (time, project, day) => `${time} für ${project} am ${day} gelöscht`,
  members: { date: 'Datum', project: 'Projekt', hours: 'Stunden', note: 'Notiz', billable: 'abrechenbar' },
  changed: (member, before, after) => `${member}: ${before} → ${after}`,
  nothing: 'nichts',
  yes: 'ja',
  no: 'nein',
}

export const historyLanguages = { en, de }

/** The texts of a history, in the language of this person. */
export const useHistoryTexts = lateTexts<HistoryTexts>(historyLanguages)

/** A value of an entry's member, as people read it. */
export function memberInWords(
  member: MemberChange['member'],
  value: string | number | boolean,
  texts: HistoryTexts,
  formats: Formats,
): string {
  if (typeof value === 'number') return formatMinutes(Math.round(value * 60))
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  if (value === '') return texts.nothing
  if (member === 'date') return formats.dayMedium(value)
  return member === 'note' ? formats.quoted(value) : value
}
