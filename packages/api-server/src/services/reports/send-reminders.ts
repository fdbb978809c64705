import {
  maximumReminders,
  type ParsedRemindersRequest,
  type ReminderResult,
  type RemindersResult,
  remindersResultOf,
  userCursorOf,
} from 'timesheets-sdk/contract'
import {
  chooseNamed,
  type IdempotencyKey,
  type MissingPerson,
  pageOf,
  previewReminder,
  remindersNotSetUp,
} from 'timesheets-sdk/decide'
import { type Caller, maySee } from 'timesheets-sdk/rules'
import type { ReminderChannel } from '../../reminders/channel.ts'
import { findReminders } from '../../store/reminders.ts'
import { findPeople } from '../../store/roster/people.ts'
import type { ServiceContext } from '../context.ts'
import { findMissing, missingAmong } from './missing.ts'
import { remind } from './remind.ts'

/** How many reminders are sent at a time. */
const lanes = 5

/** The people of a request in its order: those to remind, and results that are already final. */
interface Chosen {
  readonly people: readonly (MissingPerson | ReminderResult)[]
  readonly nextCursor: string | null
}

/**
 * Reminds people of a missing timesheet. Only people whom the caller decides for are reminded.
 * @throws {ProblemError} `reminders_not_set_up`
 */
export async function sendReminders(
  context: ServiceContext,
  channel: ReminderChannel | undefined,
  caller: Caller,
  request: ParsedRemindersRequest,
  after: string | undefined,
  idempotency: IdempotencyKey | undefined,
): Promise<RemindersResult> {
  const { week, userIds, again, dryRun } = request
  if (!channel && !dryRun) throw remindersNotSetUp()
  const { people, nextCursor } = await context.reading(() =>
    userIds ? chosenByName(context, caller, request, userIds) : everybody(context, caller, request, after),
  )
  const missing = people.filter((one) => 'missing' in one)
  const outcomes =
    dryRun || !channel
      ? await context.reading(() => previewAll(context, missing, week, again))
      : await remindAll(context, channel, missing, { caller, week, again, idempotency })
  const results = people.map((one) => {
    if (!('missing' in one)) return one
    const result = outcomes.get(one.person.userId)
    if (!result) throw new RangeError('every missing person has a result')
    return result
  })
  return remindersResultOf(results, nextCursor)
}

async function everybody(
  context: ServiceContext,
  caller: Caller,
  { week, dueOnly }: ParsedRemindersRequest,
  after: string | undefined,
): Promise<Chosen> {
  const filters = { week, ...(dueOnly ? { due: 'true' as const } : {}) }
  const found = await findMissing(context, caller, filters, after, maximumReminders + 1)
  const page = pageOf(found, maximumReminders, ({ person }) => userCursorOf(person.userId))
  return { people: page.data, nextCursor: page.nextCursor }
}

async function chosenByName(
  context: ServiceContext,
  caller: Caller,
  { week, dueOnly }: ParsedRemindersRequest,
  userIds: readonly string[],
): Promise<Chosen> {
  const { engine, reader } = context
  const roster = await findPeople(engine, reader, userIds)
  const seen = [...roster.values()].filter(
    ({ userId, managerId }) => userId !== caller.userId && maySee(caller, userId, managerId ?? null),
  )
  const missing = await missingAmong(context, seen, { week })
  return { people: chooseNamed(userIds, missing, dueOnly), nextCursor: null }
}

/** Predicts the result of each reminder without sending it. */
async function previewAll(
  { engine, reader }: ServiceContext,
  missing: readonly MissingPerson[],
  week: string,
  again: boolean,
): Promise<Map<string, ReminderResult>> {
  const userIds = missing.map(({ person }) => person.userId)
  const reminders = await findReminders(engine, reader, week, userIds)
  return new Map(
    missing.map(({ person }) => {
      const kept = reminders.get(person.userId)
      return [person.userId, previewReminder(person, kept && { status: kept.status, atMs: kept.atMs }, again)]
    }),
  )
}

/** Sends several at a time. Stops if the channel does not work. */
async function remindAll(
  context: ServiceContext,
  channel: ReminderChannel,
  missing: readonly MissingPerson[],
  asked: Parameters<typeof remind>[3],
): Promise<Map<string, ReminderResult>> {
  const results = new Map<string, ReminderResult>()
  const left = missing.values()
  let away: string | undefined
  async function lane(): Promise<void> {
    for (const one of left) {
      const { userId, email } = one.person
      if (away !== undefined && email !== undefined) {
        results.set(userId, { userId, email, status: 'failed', detail: away })
        continue
      }
      const { isChannelUnavailable, ...result } = await remind(context, channel, one, asked)
      if (isChannelUnavailable) away = result.detail
      results.set(userId, result)
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  return results
}
