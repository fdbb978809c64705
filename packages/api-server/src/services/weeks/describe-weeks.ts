import {
  type Absence,
  datesOfWeek,
  type Person,
  type Policy,
  type Week,
  type WeekRecord,
} from 'timesheets-sdk/model'
import { type Caller, describeWeek, firstUsualWeek } from 'timesheets-sdk/rules'
import type { Engine, Reader } from '../../store/engine.ts'
import { readPolicy } from '../../store/policy.ts'
import { absencesWithin } from '../../store/roster/absences.ts'
import { findPeople } from '../../store/roster/people.ts'
import { weeksOfPeople } from '../../store/timesheets/listed-weeks.ts'
import type { WeekKey } from '../../store/timesheets/weeks.ts'
import type { ServiceContext } from '../context.ts'

/** Describes a week as a caller sees it: with expected hours, flags, and the actions that they may take. */
export type Describe = (caller: Caller, record: WeekRecord) => Week

export interface DescribeOptions {
  /** Whether each day has its expected hours, and why. */
  readonly withDays?: boolean
}

/** The facts that the descriptions of some weeks of some people depend on, except for weeks. */
export interface Circumstances {
  readonly policy: Policy
  /** Those in the roster. */
  readonly people: ReadonlyMap<string, Person>
  readonly absences: readonly Absence[]
}

/** The facts that the descriptions of some weeks of some people are made from. */
export interface WeekFacts extends Circumstances {
  /** All weeks of these people from the first usual week to the last described one. */
  readonly weeks: readonly WeekRecord[]
}

/** Weeks as this caller sees them. */
export async function describeWeeks(
  { engine }: Pick<ServiceContext, 'engine'>,
  caller: Caller,
  records: readonly WeekRecord[],
  options: DescribeOptions = {},
): Promise<Week[]> {
  if (records.length === 0) return []
  const facts = await engine.readTogether((reader) => readWeekFacts(engine, reader, records))
  const describe = describerOf(facts, options)
  return records.map((record) => describe(caller, record))
}

/** Reads the facts about weeks in one round trip. */
async function readWeekFacts(engine: Engine, reader: Reader, keys: readonly WeekKey[]): Promise<WeekFacts> {
  const { first, last } = boundsOf(keys)
  const [circumstances, weeks] = await Promise.all([
    readCircumstances(engine, reader, keys),
    weeksOfPeople(reader, peopleOf(keys), firstUsualWeek(first), last),
  ])
  return { ...circumstances, weeks }
}

export async function readCircumstances(
  engine: Engine,
  reader: Reader,
  keys: readonly WeekKey[],
): Promise<Circumstances> {
  const userIds = peopleOf(keys)
  const { first, last } = boundsOf(keys)
  const [policy, people, absences] = await Promise.all([
    readPolicy(reader),
    findPeople(engine, reader, userIds),
    absencesWithin(reader, userIds, datesOfWeek(first)[0] as string, datesOfWeek(last)[6] as string),
  ])
  return { policy, people, absences }
}

function peopleOf(keys: readonly WeekKey[]): string[] {
  return [...new Set(keys.map(({ userId }) => userId))]
}

function boundsOf(keys: readonly WeekKey[]): { readonly first: string; readonly last: string } {
  const inOrder = keys.map(({ week }) => week).sort()
  return { first: inOrder[0] as string, last: inOrder.at(-1) as string }
}

export function describerOf(
  { policy, people, absences, weeks }: WeekFacts,
  { withDays = false }: DescribeOptions,
): Describe {
  const absencesOf = Map.groupBy(absences, ({ userId }) => userId)
  const weeksOf = Map.groupBy(weeks, ({ userId }) => userId)
  return (caller, record) =>
    describeWeek(caller, record, {
      policy,
      person: people.get(record.userId),
      absences: absencesOf.get(record.userId) ?? [],
      weeks: weeksOf.get(record.userId) ?? [],
      withDays,
    })
}
