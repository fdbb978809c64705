import {
  type HoursFilters,
  type HoursPage,
  type HoursRow,
  hoursCursorOf,
  memberOfGroup,
  problemOfViolations,
  statusesOf,
} from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { hoursFromMinutes } from 'timesheets-sdk/model'
import { type Caller, reachOf } from 'timesheets-sdk/rules'
import { type HoursOf, type HoursQuery, type HoursSum, sumsAfter } from '../../store/hours.ts'
import { findPeople } from '../../store/people.ts'
import type { ServiceContext } from '../context.ts'
import { readableOwner } from '../visibility.ts'

const streamPageSize = 1_000

export async function listHours(
  context: ServiceContext,
  caller: Caller,
  filters: HoursFilters,
  after: readonly string[] | undefined,
  limit: number,
): Promise<HoursPage> {
  const query = await queryFor(context, caller, filters)
  // One more than is wanted tells whether there is a next page.
  const found = await sumsAfter(context.reader, query, after, limit + 1)
  const data = await rowsOf(context, query, found.slice(0, limit))
  const last = data.at(-1)
  return { data, nextCursor: found.length > limit && last ? hoursCursorOf(last, query.groupBy) : null }
}

/** The whole report, page by page. Rejects before the first page when the caller may not. */
export async function streamHours(
  context: ServiceContext,
  caller: Caller,
  filters: HoursFilters,
): Promise<AsyncIterable<HoursRow[]>> {
  return allPages(context, await queryFor(context, caller, filters))
}

async function* allPages(context: ServiceContext, query: HoursQuery): AsyncGenerator<HoursRow[]> {
  let after: readonly string[] | undefined
  do {
    const sums = await sumsAfter(context.reader, query, after, streamPageSize)
    yield rowsOf(context, query, sums)
    after = sums.length === streamPageSize ? sums.at(-1)?.key : undefined
  } while (after)
}

async function queryFor(
  context: ServiceContext,
  caller: Caller,
  { userId, groupBy, status, project, ...period }: HoursFilters,
): Promise<HoursQuery> {
  const { from, to } = periodOf(period, context.now())
  const whose = await whoseHours(context, caller, userId)
  return { whose, from, to, groupBy, statuses: statusesOf({ status }), project }
}

/** To this day, from the first of its month. */
function periodOf(
  { from, to }: Pick<HoursFilters, 'from' | 'to'>,
  nowMs: number,
): { readonly from: string; readonly to: string } {
  const last = to ?? new Date(nowMs).toISOString().slice(0, 10)
  const first = from ?? `${last.slice(0, 7)}-01`
  if (first <= last) return { from: first, to: last }
  const message = `from, ${first}, lies after to, ${last}${to === undefined ? ', today' : ''}`
  throw new ProblemError(problemOfViolations([{ code: 'out_of_range', message, path: '/from' }]))
}

async function whoseHours(
  { reader }: ServiceContext,
  caller: Caller,
  named: string | undefined,
): Promise<HoursOf> {
  const reach = reachOf(caller)
  if (named !== undefined || reach === 'own') return { userId: await readableOwner(reader, caller, named) }
  return reach === 'managed' && caller.userId !== null ? { managerId: caller.userId } : 'all'
}

async function rowsOf(
  { engine, reader }: ServiceContext,
  { groupBy }: HoursQuery,
  sums: readonly HoursSum[],
): Promise<HoursRow[]> {
  const place = groupBy.indexOf('person')
  const userIds = place === -1 ? [] : sums.map(({ key }) => key[place] as string)
  const people = userIds.length === 0 ? new Map() : await findPeople(engine, reader, userIds)
  return sums.map(({ key, minutes, billableMinutes, entries }) => {
    const groups = groupBy.flatMap((group, index): [string, unknown][] => {
      const own: [string, unknown] = [memberOfGroup[group], key[index]]
      const person = group === 'person' ? people.get(key[index]) : undefined
      return person ? [own, ['name', person.name]] : [own]
    })
    return {
      ...(Object.fromEntries(groups) as Partial<HoursRow>),
      hours: hoursFromMinutes(minutes),
      billableHours: hoursFromMinutes(billableMinutes),
      entries,
    }
  })
}
