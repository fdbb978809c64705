import { people } from 'dev-issuer'
import { addDays, daysOfMonth, weekOf } from 'timesheets-sdk/model'
import type { MixedRequest } from '../load.ts'
import { type EntriesWanted, makeEntries } from './entries.ts'

const pageSize = 100
const firstDay = '2025-02-17'
const weeks = 40
/** Warm-up rounds have negative numbers. */
const firstRound = -3

/** Entries from before the first round: about 400 of each person, so that 100 of them are ten weeks. */
export const storedBefore: EntriesWanted = {
  count: 400 * people.length,
  from: firstDay,
  days: 7 * weeks,
  name: 'before',
}

/** How the requests of a mix are made. */
export interface Mix {
  /**
   * Other rounds have other people in another order, and are a week later: otherwise a person's week would
   * have a hundred entries in the end, which nobody's has.
   */
  readonly round: number
  /** False: the POST is rejected by a rule after everything was looked up for it, so nothing is committed. */
  readonly commits: boolean
  /** How often the ten requests are made, with other people each time. */
  readonly times: number
}

/**
 * The requests of a Friday afternoon. Of ten requests, in an order of chance and each about a person of
 * chance, four read a page of 100, three a week, one the caller and one a month, and one logs time this week.
 */
export function mixOf(connection: number, { round, commits, times }: Mix): MixedRequest[] {
  const chance = chanceFrom(connection + 1_000 * (round + 100))
  const pick = <T>(choices: readonly T[]): T => choices[chance(choices.length)] as T
  const monday = mondayOf(round)
  const latestWeeks = [0, 1, 2].map((back) => weekOf(addDays(monday, -7 * back)))
  /** Three pages that lie in the past, and one that this week is on. */
  const pageStarts = [...[0, 10, 20].map((week) => addDays(firstDay, 7 * week)), addDays(monday, -7)]
  const user = () => encodeURIComponent(pick(people).userId)
  const month = daysOfMonth(monday.slice(0, 7))
  const page = () => ({ path: `/timesheets?userId=${user()}&from=${pick(pageStarts)}&limit=${pageSize}` })
  const week = () => ({ path: `/weeks/${user()}/${pick(latestWeeks)}` })
  const post = () => {
    const date = addDays(monday, chance(5))
    const [{ project, note, billable } = {}] = makeEntries({ ...storedBefore, count: 1 })
    const hours = commits ? 0.25 : 0.1
    return {
      path: '/timesheets',
      body: JSON.stringify({ userId: pick(people).userId, date, project, hours, note, billable }),
    }
  }
  const kinds = [
    ...[page, page, page, page, week, week, week, post],
    () => ({ path: '/me' }),
    () => ({ path: `/timesheets?userId=${user()}&from=${month.from}&to=${month.to}` }),
  ]
  return Array.from({ length: times }, () => shuffled(kinds, chance).map((request) => request())).flat()
}

/** The same of the sample: nine pages of 100 entries, and one entry. */
export function sampleMixOf(
  connection: number,
  { round, times }: Pick<Mix, 'round' | 'times'>,
): MixedRequest[] {
  return mixOf(connection, { round, times, commits: true }).map(({ path, body }) =>
    body === undefined ? { path: '/timesheets' } : { path, body },
  )
}

/** The Monday of the week in which everybody writes. */
function mondayOf(round: number): string {
  return addDays(firstDay, 7 * (weeks + round - firstRound))
}

function shuffled<T>(values: readonly T[], chance: (below: number) => number): T[] {
  const rest = [...values]
  return values.map(() => rest.splice(chance(rest.length), 1)[0] as T)
}

/** Numbers that look random and are the same in every run (the generator of Numerical Recipes). */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
