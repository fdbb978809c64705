import { type WeekFilters, type WeekPage, type WeekPosition, weekCursorOf } from 'timesheets-sdk/contract'
import { pageOf } from 'timesheets-sdk/decide'
import { type Caller, reachOf, weeksAcross } from 'timesheets-sdk/rules'
import { type Whose, weeksAfter } from '../../store/timesheets/listed-weeks.ts'
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
  // One more than requested shows whether there is a next page.
  const found = await weeksAfter(context.reader, { ...filters, whose }, after, limit + 1)
  const { data, nextCursor } = pageOf(found, limit, weekCursorOf)
  return { data: await describeWeeks(context, caller, data), nextCursor }
}

async function whoseWeeks(
  { reader }: ServiceContext,
  caller: Caller,
  asked: Pick<WeekFilters, 'userId' | 'everyone' | 'status'>,
): Promise<Whose> {
  const across = weeksAcross(caller, asked)
  if (across === null) {
    return { userId: await readableOwner(reader, caller, asked.userId) }
  }
  return {
    managerId: reachOf(caller) === 'managed' ? caller.userId : null,
    without:
      across === 'queue' && caller.userId !== null
        ? { userId: caller.userId, subject: caller.subject }
        : undefined,
  }
}
