import type { TimesheetsClient } from '../client/client.ts'
import type { CallOptions } from '../client/request/call-options.ts'
import { datesOfWeek } from '../model/calendar.ts'
import type { Project } from '../model/catalogue.ts'
import type { Entry } from '../model/entry.ts'
import type { Policy } from '../model/policy.ts'
import type { WeekStatus } from '../model/week.ts'

/** The known part of the API's data, to judge changes and to show entries while there is no network. */
export interface KnownFacts {
  /** Missing: only what no policy allows is rejected. */
  readonly policy?: Policy
  /** The catalogue. Missing or empty: any code is accepted. */
  readonly projects?: readonly Project[]
  /** The weeks whose status is known; others count as open. */
  readonly weeks: readonly { readonly week: string; readonly status: WeekStatus }[]
  /** The person's entries in these weeks, and those that the outbox has stored since. */
  readonly entries: readonly Entry[]
}

export const nothingKnown: KnownFacts = { weeks: [], entries: [] }

/** The client's methods that {@link fetchFacts} calls. */
export type FactsClient = Pick<TimesheetsClient, 'policy' | 'projects' | 'entries' | 'weeks'>

/**
 * Reads what `outbox.remember` keeps: policy, catalogue, and the caller's entries of some weeks, as
 * `2026-W48`. A machine client names none: it has no weeks.
 *
 * @throws {TimesheetsError}
 */
export async function fetchFacts(
  client: FactsClient,
  weeks: readonly string[],
  { signal }: CallOptions = {},
): Promise<KnownFacts> {
  const [policy, projects, perWeek] = await Promise.all([
    client.policy.get({ signal }),
    collect(client.projects.list({}, { pageSize: 1_000, signal })),
    Promise.all(weeks.map((week) => fetchWeek(client, week, { signal }))),
  ])
  return {
    policy,
    projects,
    weeks: perWeek.map(({ week, status }) => ({ week, status })),
    entries: perWeek.flatMap(({ entries }) => entries),
  }
}

async function fetchWeek(client: FactsClient, week: string, { signal }: CallOptions) {
  const dates = datesOfWeek(week)
  const [{ status }, entries] = await Promise.all([
    client.weeks.get('me', week, { signal }),
    collect(client.entries.list({ from: dates[0], to: dates.at(-1) }, { signal })),
  ])
  return { week, status, entries }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
