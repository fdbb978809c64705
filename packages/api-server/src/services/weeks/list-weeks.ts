import { type WeekFilters, type WeekPage, type WeekPosition, weekCursorOf } from 'timesheets-sdk/contract'
import { type Caller, reachOf } from 'timesheets-sdk/rules'
import { type Whose, weeksAfter } from '../../store/listed-weeks.ts'
import type { ServiceContext } from '../context.ts'
import { readableOwner } from '../visibility.ts'
import { describeWeeks } from './describe-weeks.ts'

export async function listWeeks(
  context: ServiceContext,
  caller: Caller,
  { userId, everyone, ...filters }: WeekFilters,
  after: WeekPosition | undefined,
  limit: number,
): Promise<WeekPage> {
  const whose = await whoseWeeks(context, caller, { userId, everyone, status: filters.status })
  // One more than is wanted tells whether there is a next page.
  const found = await weeksAfter(context.reader, { ...filters, whose }, after, limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    data: await describeWeeks(context, caller, page),
    nextCursor: found.length > limit && last ? weekCursorOf(last) : null,
  }
}

async function whoseWeeks(
  { reader }: ServiceContext,
  caller: Caller,
  { userId, everyone, status }: Pick<WeekFilters, 'userId' | 'everyone' | 'status'>,
): Promise<Whose> {
  const reach = reachOf(caller)
  const isQueue = status === 'submitted' && everyone === undefined && caller.userId !== null
  if (userId !== undefined || reach === 'own' || !(everyone === 'true' || isQueue)) {
    const named = userId === 'me' ? undefined : userId
    return { userId: await readableOwner(reader, caller, named) }
  }
  return {
    managerId: reach === 'managed' ? caller.userId : null,
    // Nobody decides on their own week.
    without: isQueue ? (caller.userId ?? undefined) : undefined,
  }
}
