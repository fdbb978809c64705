import { clockText, type Entry, type Event, eventContentOf, minutesFromHours } from 'timesheets-sdk/model'
import { plainText } from '../../io/terminal/plain-text.ts'

/** An event in one line, its time that of this machine: when, who, what. */
export function eventLine(event: Event): string {
  return plainText(`${localTime(event.time)}  ${actorOf(event)}  ${deedOf(event)}`)
}

/** `2026-11-24 13:05`, where this machine is. */
export function localTime(instant: string): string {
  const at = new Date(instant)
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** The actor, and the owner if that is somebody else. */
function actorOf({ actor, subject }: Event): string {
  const userId = 'userId' in subject ? subject.userId : actor
  return userId === actor ? actor : `${actor} for ${userId}`
}

const weekDeeds: Readonly<Record<string, string>> = {
  'week.submitted': 'submitted',
  'week.recalled': 'took back',
  'week.approved': 'approved',
  'week.rejected': 'rejected',
  'week.reopened': 'reopened',
  'week.reminded': 'reminded of',
}

function deedOf(event: Event): string {
  const { action, week, reason } = event
  // By the contract these are entries: a later API may have more in them, never less.
  const [before, after] = [event.before as Entry | null, event.after as Entry | null]
  if (action === 'entry.created' && after) return `logged ${entryText(after)}`
  if (action === 'entry.deleted' && before) return `deleted ${entryText(before)}`
  if (action === 'entry.updated' && before && after) {
    return `changed ${entryText(before)}: ${differences(before, after)}`
  }
  const deed = weekDeeds[action]
  const why = reason === null ? '' : `: ${reason}`
  if (deed !== undefined) return `${deed} ${week}${totalOf(event)}${why}`
  const content = contentText(event)
  return `${[action, nameOf(event)].filter(Boolean).join(' ')}${content && `: ${content}`}${why}`
}

function entryText({ date, project, hours, note }: Entry): string {
  const what = `${hoursText(hours)} on ${project}, ${date}`
  return note === undefined ? what : `${what} "${note}"`
}

function differences(before: Entry, after: Entry): string {
  const changes = [
    before.date === after.date ? [] : [`now ${after.date}`],
    before.project === after.project ? [] : [`now on ${after.project}`],
    before.hours === after.hours ? [] : [`now ${hoursText(after.hours)}`],
    before.billable === after.billable ? [] : [after.billable ? 'now billable' : 'no longer billable'],
    before.note === after.note ? [] : [after.note === undefined ? 'without a note' : `now "${after.note}"`],
  ].flat()
  return changes.length > 0 ? changes.join(', ') : 'as it was'
}

function totalOf({ after }: Event): string {
  const total = (after as { readonly totalHours?: unknown } | null)?.totalHours
  return typeof total === 'number' ? ` with ${hoursText(total)}` : ''
}

function hoursText(hours: number): string {
  return clockText(minutesFromHours(hours) ?? Math.round(hours * 60))
}

/** Members as the API and CSV files name them, so that they can be looked up and searched for. */
function contentText(event: Event): string {
  const { facts, changes } = eventContentOf(event)
  return [
    ...facts.map(({ member, value }) => `${member} ${valueText(value)}`),
    ...changes.map(({ member, before, after }) => `${member} ${valueText(before)} → ${valueText(after)}`),
  ].join(', ')
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(' + ')
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([member, part]) => `${member} ${valueText(part)}`)
    .join(' ')
}

function nameOf({ subject }: Event): string {
  if ('period' in subject) return subject.period
  if ('code' in subject) return subject.code
  return 'id' in subject ? subject.id : ''
}
