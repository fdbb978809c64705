import { people } from 'dev-issuer'
import { addDays, type NewEntry } from 'timesheets-sdk/model'
import type { Server } from '../processes/server.ts'

const projects = ['ACME-42', 'GLOBEX-7', 'INITECH-3', 'INTERNAL'] as const
const notes = ['design review', 'pair programming', 'workshop, on site', 'support for go-live'] as const
const batchSize = 1_000

export interface EntriesWanted {
  readonly count: number
  /** The first day. */
  readonly from: string
  /** The number of days over which they are spread evenly. */
  readonly days: number
  /** The prefix of every external id: entries with different prefixes are different entries. */
  readonly name: string
}

/** An entry as a machine client pushes it, with all members. */
export type PushedEntry = Required<NewEntry>

/**
 * Entries of all of ABC's 140 people, in the order of a nightly export: day by day, person by person.
 * Repeated calls return the same entries.
 */
export function* makeEntries({ count, from, days, name }: EntriesWanted): Generator<PushedEntry> {
  const perDay = Math.ceil(count / days)
  for (let index = 0; index < count; index++) {
    const day = Math.floor(index / perDay)
    const person = people[Math.floor(((index % perDay) * people.length) / perDay)]
    if (!person) throw new RangeError('there are no people')
    yield {
      userId: person.userId,
      date: addDays(from, day),
      project: projects[index % projects.length] ?? '',
      hours: ((index % 7) + 1) / 4,
      note: notes[index % notes.length] ?? '',
      billable: index % 4 !== 3,
      externalId: `${name}-${index}`,
    }
  }
}

/**
 * Stores entries by batches.
 * @param owner the person of all of them; default: as they are made
 */
export async function storeEntries(
  api: Pick<Server, 'url'>,
  authorization: string,
  wanted: EntriesWanted,
  owner?: string,
): Promise<void> {
  const entries = Array.from(makeEntries(wanted), (entry) => ({ ...entry, userId: owner ?? entry.userId }))
  for (let start = 0; start < entries.length; start += batchSize) {
    const batch = entries.slice(start, start + batchSize)
    const response = await fetch(`${api.url}/timesheets/batch`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ entries: batch }),
    })
    const { created } = (await response.json()) as { created?: number }
    if (created !== batch.length) throw new Error(`${created} of ${batch.length} entries were created`)
  }
}

/** The CLI's CSV (RFC 4180), in pieces of some thousand lines. */
export function* csvOf(entries: Iterable<PushedEntry>): Generator<string> {
  let piece = 'userId,date,project,hours,note,billable,externalId\n'
  let lines = 0
  for (const { userId, date, project, hours, note, billable, externalId } of entries) {
    piece += `${userId},${date},${project},${hours},"${note}",${billable},${externalId}\n`
    if (++lines % 5_000 !== 0) continue
    yield piece
    piece = ''
  }
  yield piece
}
