import {
  type HoursFilters,
  type HoursPage,
  type HoursRow,
  hoursCursorOf,
  statusesOf,
} from 'timesheets-sdk/contract'
import { denyAmounts, type HoursSum, hoursPeriod, hoursReachOf, hoursRowOf } from 'timesheets-sdk/decide'
import { type Caller, nameOn } from 'timesheets-sdk/rules'
import { readPolicy } from '../../store/policy.ts'
import { findPeople } from '../../store/roster/people.ts'
import { type HoursOf, type HoursQuery, sumsAfter } from '../../store/timesheets/hours.ts'
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
  // One more than requested shows whether there is a next page.
  const found = await sumsAfter(context.reader, query, after, limit + 1)
  const data = await rowsOf(context, query, found.slice(0, limit))
  const last = data.at(-1)
  return { data, nextCursor: found.length > limit && last ? hoursCursorOf(last, query.groupBy) : null }
}

/** The whole report, page by page. Rejects before the first page if the caller may not see it. */
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
  { userId, groupBy, status, project, everyone, ...period }: HoursFilters,
): Promise<HoursQuery> {
  if (groupBy.includes('currency')) denyAmounts(caller, { groupBy }, await readPolicy(context.reader))
  const { from, to } = hoursPeriod(period, context.now())
  const whose = await whoseHours(context, caller, userId, hoursReachOf(caller, { everyone, groupBy }))
  return { whose, from, to, groupBy, statuses: statusesOf({ status }), project }
}

async function whoseHours(
  { reader }: ServiceContext,
  caller: Caller,
  named: string | undefined,
  reach: ReturnType<typeof hoursReachOf>,
): Promise<HoursOf> {
  if (named !== undefined || reach === 'own') return { userId: await readableOwner(reader, caller, named) }
  return reach === 'managed' && caller.userId !== null ? { managerId: caller.userId } : 'all'
}

async function rowsOf(
  { engine, reader }: ServiceContext,
  { groupBy, to }: HoursQuery,
  sums: readonly HoursSum[],
): Promise<HoursRow[]> {
  const place = groupBy.indexOf('person')
  const userIds = place === -1 ? [] : sums.map(({ key }) => key[place] as string)
  const people = userIds.length === 0 ? undefined : await findPeople(engine, reader, userIds)
  return sums.map((sum) => hoursRowOf(sum, groupBy, (userId) => nameOn(people?.get(userId), to)))
}
