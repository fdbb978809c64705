import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type Event,
  type EventFact,
  eventContentOf,
  eventSubjectTypes,
  isIsoWeek,
} from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { useNames } from '../../api/names.ts'
import { ChoiceField } from '../../components/choice-field/ChoiceField.tsx'
import { usePersonChoices } from '../../components/choice-field/use-choices.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { useFormats, useTexts } from '../../texts/index.ts'
import { type LogWords, useLogWords } from './log-words.ts'
import { logQuery } from './queries.ts'
import { useSettingsTexts } from './texts.ts'

const noFilters = { userId: '', week: '', subject: '', from: '', to: '' }

/** Everything that was changed, by whom and with which client, with filters. */
export function LogSection() {
  const texts = useSettingsTexts()
  const [chosen, setChosen] = useState(noFilters)
  const { userId, week, subject, from, to } = chosen
  const query = useInfiniteQuery(
    logQuery(useClient(), {
      userId: userId || undefined,
      week: isIsoWeek(week) && userId ? week : undefined,
      subject: eventSubjectTypes.find((type) => type === subject),
      from: from || undefined,
      to: to || undefined,
    }),
  )
  const events = query.data?.pages.flatMap((page) => page.events) ?? []
  const archivedThrough = query.data?.pages.at(-1)?.archivedThrough ?? 0
  return (
    <>
      <LogFiltersForm chosen={chosen} onChange={(part) => setChosen({ ...chosen, ...part })} />
      {query.isError && !query.data && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton />}
      {query.data && (
        <div className="card table-card">
          {events.length === 0 ? (
            <p className="table-none" role="status">
              {query.hasNextPage ? texts.noneYet : texts.noEvents}
            </p>
          ) : (
            <LogTable events={events} />
          )}
          {query.hasNextPage && (
            <div className="table-foot">
              <button
                type="button"
                aria-disabled={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {texts.older}
              </button>
            </div>
          )}
          {!query.hasNextPage && archivedThrough > 0 && (
            <p className="table-foot">{texts.archived(archivedThrough)}</p>
          )}
        </div>
      )}
    </>
  )
}

interface LogFiltersFormProps {
  readonly chosen: typeof noFilters
  readonly onChange: (part: Partial<typeof noFilters>) => void
}

function LogFiltersForm({ chosen, onChange }: LogFiltersFormProps) {
  const texts = useSettingsTexts()
  const people = usePersonChoices()
  return (
    <search className="filters">
      <label className="field">
        {texts.subject}
        <select value={chosen.subject} onChange={({ target }) => onChange({ subject: target.value })}>
          <option value="">{texts.anySubject}</option>
          {eventSubjectTypes.map((type) => (
            <option key={type} value={type}>
              {texts.subjects[type]}
            </option>
          ))}
        </select>
      </label>
      <ChoiceField
        label={texts.person}
        value={chosen.userId}
        choices={people}
        none={texts.anyone}
        onChange={(userId) => onChange({ userId })}
      />
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className="field">
          {texts[name === 'from' ? 'fromDay' : 'toDay']}
          <input
            type="date"
            value={chosen[name]}
            onChange={({ target }) => onChange({ [name]: target.value })}
          />
        </label>
      ))}
      {chosen.userId !== '' && (
        <label className="field">
          {texts.week}
          <input
            value={chosen.week}
            placeholder={texts.weekHint}
            onChange={({ target }) => onChange({ week: target.value.trim().toUpperCase() })}
          />
        </label>
      )}
    </search>
  )
}

function LogTable({ events }: { events: readonly Event[] }) {
  const texts = useSettingsTexts()
  const formats = useFormats()
  const nameOf = useNames(texts)
  const words = useLogWords()
  return (
    <div {...scrollRegion(texts.log)}>
      <table className="data-table log-table" aria-rowcount={events.length + 1}>
        <ColumnHeads names={[texts.when, texts.who, texts.what, texts.about]} />
        <WindowedRows rows={events} keyOf={({ sequence }) => String(sequence)} columns={4}>
          {(event, place) => (
            <tr {...place}>
              <td className="date">
                <time dateTime={event.time}>{formats.moment(event.time)}</time>
                <span className="cell-more">#{event.sequence}</span>
              </td>
              <td>
                <bdi>{nameOf(event.actor)}</bdi>
                <span className="cell-more">{texts.via(event.client)}</span>
              </td>
              <td>
                {texts.actions[event.action] ?? event.action}
                <Changes event={event} words={words} />
                {event.reason !== null && <span className="cell-more">{formats.quoted(event.reason)}</span>}
              </td>
              <td>
                <bdi>{subjectOf(event, nameOf, words)}</bdi>
                {event.week !== null && <bdi className="cell-more date">{event.week}</bdi>}
              </td>
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}

function Changes({ event, words }: { event: Event; words: LogWords }) {
  const texts = useSettingsTexts()
  const said = useTexts().texts.problems
  const { facts, changes } = eventContentOf(event)
  const nameOf = (member: string) => texts.fields[member] ?? texts.members[member] ?? member
  const inWords = ({ member, value }: EventFact) =>
    labelled.includes(member) ? `${nameOf(member)}: ${words(member, value)}` : words(member, value)
  return (
    <>
      {facts.length > 0 && <span className="cell-more">{facts.map(inWords).join(' · ')}</span>}
      {changes.map(({ member, before, after }) => (
        <span key={member} className="cell-more">
          {nameOf(member)}: {said.fromTo(words(member, before), words(member, after))}
        </span>
      ))}
    </>
  )
}

/** Figures that say nothing without a name. */
const labelled: readonly string[] = [
  'version',
  'people',
  'entries',
  'minutes',
  'billableMinutes',
  'lateMinutes',
  'obstacles',
  'correctedWeeks',
]

function subjectOf({ subject, before, after }: Event, nameOf: (userId: string) => string, words: LogWords) {
  switch (subject.type) {
    case 'entry':
    case 'week':
    case 'person':
    case 'feed':
      return nameOf(subject.userId)
    case 'project':
      return words('project', subject.code)
    case 'webhook': {
      const webhook = after ?? before
      return webhook && 'url' in webhook ? String(webhook.url) : subject.id
    }
    case 'period':
      return subject.period
    default:
      return ''
  }
}
