import type { EngineName } from './engine.ts'
import { uuidText } from './engines/sql.ts'

const nameOf = (column: string) => `(select names.text from names where names.id = stored.${column})`

/**
 * The query of the view `entries`, for reports: entries with texts in the place of numbers. Its joins are
 * those that reports search by. Other texts are only looked up if they are selected.
 */
export function entriesView(engine: EngineName): string {
  return `select ${uuidText(engine, 'stored.id')} as id, person.text as user_id, stored.date, stored.week,
      project.text as project, stored.minutes, stored.note, stored.billable, stored.external_id,
      ${nameOf('external_owner')} as external_owner, ${nameOf('source')} as source, stored.created_at_ms,
      coalesce(stored.updated_at_ms, stored.created_at_ms) as updated_at_ms, stored.version
    from names as person
    join stored_entries as stored on stored.person = person.id
    join names as project on project.id = stored.project`
}

/** The query of the view `events`: events with texts in the place of numbers. */
export function eventsView(engine: EngineName): string {
  const entryId =
    engine === 'postgres' ? 'cast(stored.entry_id as text)' : uuidText(engine, 'stored.entry_id')
  return `select stored.sequence, stored.time_ms, ${nameOf('actor')} as actor, ${nameOf('client')} as client,
      ${nameOf('action')} as action, ${nameOf('subject_type')} as subject_type,
      coalesce(${entryId}, stored.subject_id) as subject_id, ${nameOf('person')} as user_id, stored.week,
      stored.former_week, stored.before, stored.after, stored.reason
    from stored_events as stored`
}
