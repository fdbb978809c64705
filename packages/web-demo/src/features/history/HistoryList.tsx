import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EventQuery } from 'timesheets-sdk/client'
import type { Event } from 'timesheets-sdk/model'
import type { ApiClient } from '../../api/client.ts'
import { useClient } from '../../api/context.ts'
import { useNames } from '../../api/names.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { type Formats, useFormats, useTexts } from '../../texts/index.ts'
import { type EventStory, storyOf } from './describe-event.ts'
import { type HistoryTexts, memberInWords, useHistoryTexts } from './texts.ts'
import './history.css'

interface HistoryListProps {
  readonly userId: string
  readonly week?: string
  readonly entryId?: string
}

const shownAtFirst = 12

/**
 * The history of a week or an entry, the newest event first: the person, the time, and the old and new
 * values.
 */
export function HistoryList(of: HistoryListProps) {
  const { texts } = useTexts()
  const own = useHistoryTexts()
  const query = useQuery(historyQuery(useClient(), of))
  const [isWhole, setWhole] = useState(false)
  if (query.isError && !query.data) {
    return (
      <p className="field-problem" role="alert">
        {own.failed}{' '}
        <button type="button" onClick={() => void query.refetch()}>
          {texts.failure.tryAgain}
        </button>
      </p>
    )
  }
  if (!query.data) return <p className="history-quiet">{texts.app.loading}</p>
  const events = query.data
  if (events.length === 0) return <p className="history-quiet">{own.none}</p>
  const shown = isWhole ? events : events.slice(0, shownAtFirst)
  return (
    <>
      <ol className="history">
        {shown.map((event) => (
          <li key={event.sequence}>
            <HistoryItem event={event} />
          </li>
        ))}
      </ol>
      {shown.length < events.length && (
        <button type="button" className="quiet" onClick={() => setWhole(true)}>
          {own.more(events.length - shown.length)}
        </button>
      )}
    </>
  )
}

function HistoryItem({ event }: { event: Event }) {
  const texts = useHistoryTexts()
  const formats = useFormats()
  const nameOf = useNames(texts)
  const story = storyOf(event)
  return (
    <>
      <p>
        <strong>{nameOf(event.actor)}</strong>: {inWords(story, texts, formats)}
      </p>
      {story.kind === 'entry-updated' && story.changes.length > 0 && (
        <ul className="history-changes">
          {story.changes.map(({ member, before, after }) => (
            <li key={member}>
              {texts.changed(
                texts.members[member],
                memberInWords(member, before, texts, formats),
                memberInWords(member, after, texts, formats),
              )}
            </li>
          ))}
        </ul>
      )}
      {event.reason && <p className="history-reason">{formats.quoted(event.reason)}</p>}
      <p className="history-quiet">
        <time dateTime={event.time}>{formats.moment(event.time)}</time>, {texts.via(event.client)}
      </p>
    </>
  )
}

function inWords(story: EventStory, texts: HistoryTexts, formats: Formats): string {
  const timeOf = (hours: number) => formatMinutes(Math.round(hours * 60))
  switch (story.kind) {
    case 'entry-created':
    case 'entry-deleted': {
      const { hours, project, date } = story.entry
      const words = story.kind === 'entry-created' ? texts.created : texts.deleted
      return words(timeOf(hours), project, formats.dayMedium(date))
    }
    case 'entry-updated':
      return texts.updated(story.entry.project, formats.dayMedium(story.entry.date))
    case 'week':
      return [texts.week[story.action], story.hours !== undefined && texts.withHours(timeOf(story.hours))]
        .filter(Boolean)
        .join(' ')
    case 'other':
      return story.action
  }
}

/** The events of a person's week or entry, the newest first. */
export function historyQuery(client: ApiClient, of: Pick<EventQuery, 'userId' | 'week' | 'entryId'>) {
  return queryOptions({
    queryKey: ['events', of],
    queryFn: async ({ signal }) => {
      const events: Event[] = []
      for await (const event of client.events.list(of, { pageSize: 500, signal })) events.push(event)
      return events.reverse()
    },
  })
}
