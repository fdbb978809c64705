import { weekOf } from 'timesheets-sdk/model'
import type { EngineName } from '../databases.ts'
import { type DatasetSize, entriesOfDay, firstOpenDay, workingDay, workingDaysOfWeek } from './dataset.ts'

// Everybody's day: four billable hours and three that are not billable.
const minutes = 'case k when 0 then 240 else 180 end'
const dayMinutes = 420
const billableMinutes = workingDaysOfWeek * 240

/** Tables that number the people and a day's entries: the statements below join them. */
export function numberTables({ people }: DatasetSize): string {
  const numbers = (count: number) => Array.from({ length: count }, (_, number) => `(${number})`).join()
  return `create temporary table scale_people (p integer);
    insert into scale_people values ${numbers(people)};
    create temporary table scale_entries (k integer);
    insert into scale_entries values ${numbers(entriesOfDay)}`
}

/**
 * The entries of one day and their events, as a nightly push writes them: person by person, one day after the
 * other, so that the rows of one person are far apart.
 */
export function dayOfEntries(engine: EngineName, size: DatasetSize, day: number): string {
  const date = workingDay(size, day)
  const week = weekOf(date)
  const status = statusOf(date)
  const timeMs = Date.parse(`${date}T20:00:00Z`)
  const hex = timeMs.toString(16).padStart(12, '0')
  const number = `${day * size.people * entriesOfDay} + ${entriesOfDay} * p + k`
  const idText = `'${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-' || ${padded(number, 12)}`
  const id = engine === 'postgres' ? `cast(${idText} as uuid)` : `unhex(${idText}, '-')`
  const externalId = `'scale-' || (${number})`
  const from = 'from scale_people cross join scale_entries order by p, k'
  const rest = status === 'open' ? '' : `,0,0,1,"${status}"`
  return `insert into stored_entries (id, created_at_ms, person, project, source, external_owner, minutes, version,
      date, billable, week, external_id, note)
    select ${id}, ${timeMs}, ${numberOf(person)}, ${numberOf(project)}, ${numberOf("'m2m-push'")}, 0, ${minutes}, 1,
      '${date}', k = 0, '${week}', ${externalId}, 'design review' ${from};
    insert into stored_events (time_ms, entry_id, actor, client, action, subject_type, person, week, after)
    select ${timeMs}, ${id}, ${numberOf("'m2m-push@clients'")}, ${numberOf("'m2m-push'")},
      ${numberOf("'entry.created'")}, ${numberOf("'entry'")}, ${numberOf(person)}, '${week}',
      '[1,"${date}","' || ${project} || '",' || (case k when 0 then 4 else 3 end) || ',"design review","' ||
      ${externalId} || '",' || (case k when 0 then '1' else '0' end) || '${rest}]' ${from}`
}

const numberOf = (text: string) => `(select id from names where text = ${text})`

/** The names that the statements above refer to. */
export function names(): string {
  return `insert into names (text) select ${person} from scale_people;
    insert into names (text) select distinct ${project} from scale_people;
    insert into names (text)
    select given.text from (
      select 'm2m-push' as text union select 'm2m-push@clients' union select 'entry.created' union select 'entry'
    ) as given where given.text not in (select text from names)`
}

/** Everybody's week, with the totals of its entries. */
export function weekOfTotals(size: DatasetSize, week: number): string {
  const monday = workingDay(size, week * workingDaysOfWeek)
  const status = statusOf(monday)
  const decided = status === 'approved' ? `${Date.parse(monday)}, 'auth0|manager'` : 'null, null'
  return `insert into weeks (user_id, week, status, monday_minutes, tuesday_minutes, wednesday_minutes, thursday_minutes,
      friday_minutes, saturday_minutes, sunday_minutes, billable_minutes, decided_at_ms, decided_by, version)
    select ${person}, '${weekOf(monday)}', '${status}', ${dayMinutes}, ${dayMinutes}, ${dayMinutes}, ${dayMinutes},
      ${dayMinutes}, 0, 0, ${billableMinutes}, ${decided}, 1 from scale_people order by p`
}

/** Puts everybody into the roster, each with five hours of a week missing. */
export function roster(): string {
  return `insert into people (user_id, name, email, kind, manager_id, expected_minutes_per_week, active_from, active_to,
      time_zone, updated_at_ms)
    select ${person}, 'Person ' || p, 'person-' || p || '@abc.example', case p % 4 when 0 then 'contractor' else 'employee' end,
      null, 2400, '2010-01-01', null, 'Europe/Berlin', 0 from scale_people order by p`
}

function statusOf(date: string): 'open' | 'approved' {
  return date < firstOpenDay ? 'approved' : 'open'
}

/** A number as zero-padded text, in the SQL of both engines. */
function padded(number: string, digits: number): string {
  return `substr(cast(1${'0'.repeat(digits)} + ${number} as text), 2)`
}

const person = `'auth0|scale-' || ${padded('p', 4)}`
const project = "'ACME-' || (p % 40)"
