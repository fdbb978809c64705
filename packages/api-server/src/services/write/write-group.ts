import { isDeepStrictEqual } from 'node:util'
import { problem } from 'timesheets-sdk/contract'
import { decide, ProblemError, type Stored, type WriteRequest, type WriteResult } from 'timesheets-sdk/decide'
import { type ParsedPush, type Policy, weekOf } from 'timesheets-sdk/model'
import {
  dependsOnPolicy,
  dependsOnRoster,
  type ExternalKey,
  externalKeysOf,
  externalKeyText,
  Ledger,
  maySeeWeeksOf,
  ownerForWriting,
  sourceOf,
} from 'timesheets-sdk/rules'
import { ConflictError, type Engine, type Transaction } from '../../store/engine.ts'
import { readPolicy } from '../../store/policy.ts'
import { findManagers, findRecords } from '../../store/roster/people.ts'
import { findEntriesByExternalId, findEntriesById } from '../../store/timesheets/entries.ts'
import { deleteEmptyWeeks, type LockedWeeks, lockWeeks, type WeekKey } from '../../store/timesheets/weeks.ts'
import { lookUpCatalogue } from './catalogue.ts'
import { writeChanges } from './changes.ts'
import { replaysOf, storeResults } from './idempotency.ts'
import { lookUpWeeks } from './look-up-weeks.ts'
import { newId } from './new-id.ts'

/** Facts that a process remembers between groups. A group is repeated if the database disagrees. */
export interface Assumed {
  policy: Policy
  /** As {@link lockWeeks} keeps them. */
  readonly storedWeeks: Set<string>
}

/**
 * Performs a group of requests in one transaction: reads the rows they need, locks their weeks, decides one
 * request after the other in memory, and writes all changes with a few statements. A rejected request writes
 * nothing, and does not affect the others.
 *
 * Statements that are started without awaiting each other share a round trip to the database. There are two,
 * and three if requests name stored entries: their weeks are not known before.
 *
 * @throws {ConflictError} if the policy is another one than `assumed`, which is then corrected
 */
export async function writeGroup(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  nowMs: number,
  assumed: Assumed,
): Promise<PromiseSettledResult<WriteResult>[]> {
  const { sources } = assumed.policy
  const [, replays, policy, { byId, byExternalId, locked, managers, catalogue, people, ofWeeks }] =
    await Promise.all([
      engine.holdRules(transaction),
      replaysOf(engine, transaction, requests, nowMs),
      readPolicy(transaction),
      lookUp(engine, transaction, requests, assumed),
    ])
  assumed.policy = policy
  if (requests.some(dependsOnSources) && !isDeepStrictEqual(policy.sources, sources)) {
    throw new ConflictError('the sources were changed')
  }
  const ledger = new Ledger(
    {
      ...catalogue,
      policy,
      weekOf: (userId, week) => locked.record({ userId, week }),
      entryByExternalId: (key) => byExternalId.get(externalKeyText(key)),
      personOf: (userId) => people.get(userId),
      ...ofWeeks,
    },
    { nowMs, newId },
  )
  const stored: Stored = {
    entry: (id) => byId.get(id),
    managerOf: (userId) => managers.get(userId),
  }

  const results = requests.map((request): PromiseSettledResult<WriteResult> => {
    try {
      const replay = replays.get(request)
      return { status: 'fulfilled', value: replay ? replay() : decide(request, ledger, stored) }
    } catch (reason) {
      if (reason instanceof ProblemError) return { status: 'rejected', reason }
      throw reason
    }
  })
  await storeResults(engine, transaction, requests, results, replays, nowMs)
  await deleteEmptyWeeks(transaction, weeksLeftEmpty(locked, ledger))
  // Last, because it locks the event log until the commit: the holder must not wait for anything else.
  await writeChanges(engine, transaction, ledger, nowMs)
  return results
}

/** The weeks whose row was only inserted to lock it, and that no request wrote to. */
function weeksLeftEmpty({ added }: LockedWeeks, ledger: Ledger): WeekKey[] {
  if (added.length === 0) return []
  const written = new Set(Array.from(ledger.touchedWeeks, ({ userId, week }) => `${week} ${userId}`))
  return added.filter(({ userId, week }) => !written.has(`${week} ${userId}`))
}

/** Whether the policy decides if a request may write entries, and under which keys they are found. */
function dependsOnSources(request: WriteRequest): boolean {
  return (
    (request.kind === 'create' || request.kind === 'push') && dependsOnPolicy(request.caller, request.source)
  )
}

/** Finds the entries that the requests name, and locks every week that they may touch. */
async function lookUp(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  { policy, storedWeeks }: Assumed,
) {
  const ids = new Set<string>()
  const externalKeys = new Map<string, ExternalKey>()
  const weeks: WeekKey[] = []
  for (const request of requests) {
    const source = sourceOf(request.caller, 'source' in request ? request.source : undefined, policy)
    for (const entry of newEntriesOf(request)) {
      if (!('name' in source)) break
      const owner = ownerForWriting(request.caller, entry.userId)
      if (typeof owner !== 'string') continue
      weeks.push({ userId: owner, week: weekOf(entry.date) })
      if (entry.externalId === undefined || entry.id !== undefined) continue
      for (const key of externalKeysOf(source, owner, entry.externalId)) {
        externalKeys.set(externalKeyText(key), key)
      }
    }
    for (const { id } of namedEntriesOf(request)) ids.add(id)
    if (request.kind === 'act' && maySeeWeeksOf(request.caller, request.userId)) {
      weeks.push({ userId: request.userId, week: request.week })
    }
  }
  const [named, pushed] = await Promise.all([
    findEntriesById(engine, transaction, [...ids]),
    findEntriesByExternalId(engine, transaction, [...externalKeys.values()]),
  ])
  let entries = [...named, ...pushed]
  for (const entry of entries) weeks.push({ userId: entry.userId, week: weekOf(entry.date) })
  const ownerOf = new Map(named.map(({ id, userId }) => [id, userId]))
  for (const request of requests) {
    for (const { id, date } of namedEntriesOf(request)) {
      const userId = ownerOf.get(id)
      if (userId !== undefined && date !== undefined) weeks.push({ userId, week: weekOf(date) })
    }
  }
  const mayBeOld = engine.readsRaceWithWriters && entries.length > 0
  const [locked, current, people, managers, catalogue] = await Promise.all([
    lockWeeks(engine, transaction, weeks, storedWeeks),
    // Sent after the lock, so it sees the entries as they are under it.
    mayBeOld ? findEntriesById(engine, transaction, [...new Set(entries.map(({ id }) => id))]) : entries,
    findRecords(
      engine,
      transaction,
      weeks.map(({ userId }) => userId),
    ),
    findManagers(engine, transaction, ownersInQuestion(requests, ownerOf)),
    lookUpCatalogue(engine, transaction, requests, named),
  ])
  entries = current
  if (!entries.every((entry) => locked.has({ userId: entry.userId, week: weekOf(entry.date) }))) {
    throw new ConflictError('an entry was moved to another week before its weeks were locked')
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const byExternalId = new Map(
    entries.flatMap((entry) => {
      const { source, externalOwner, externalId } = entry
      return externalOwner === null || externalId === null
        ? []
        : [[externalKeyText({ source, externalOwner, externalId }), entry] as const]
    }),
  )
  const ofWeeks = await lookUpWeeks(engine, transaction, requests, locked)
  for (const [userId, person] of ofWeeks.people) people.set(userId, person)
  return { byId, byExternalId, locked, managers, catalogue, people, ofWeeks }
}

/** The people whose manager decides whether a caller may see them. */
function ownersInQuestion(requests: readonly WriteRequest[], ownerOf: ReadonlyMap<string, string>): string[] {
  return requests.flatMap((request) => {
    const owners =
      request.kind === 'act'
        ? [request.userId]
        : namedEntriesOf(request).flatMap(({ id }) => ownerOf.get(id) ?? [])
    return owners.filter((owner) => dependsOnRoster(request.caller, owner))
  })
}

/** The stored entries that a request names by id, with their new date if the request sets it. */
function namedEntriesOf(
  request: WriteRequest,
): { readonly id: string; readonly date?: string | undefined }[] {
  switch (request.kind) {
    case 'update':
      return [{ id: request.id, date: request.patch.date }]
    case 'delete':
      return [{ id: request.id }]
    case 'push':
      return request.items.flatMap((item) =>
        'entry' in item && item.entry.id !== undefined ? [{ id: item.entry.id, date: item.entry.date }] : [],
      )
    default:
      return []
  }
}

function newEntriesOf(request: WriteRequest): ParsedPush[] {
  if (request.kind === 'create') return [request.entry]
  if (request.kind === 'push') return request.items.flatMap((item) => ('entry' in item ? [item.entry] : []))
  return []
}

/** The problem for an unavailable database. */
export function databaseUnavailable(cause: unknown): ProblemError {
  const detail = 'the database is unavailable: try again in a few seconds; no acknowledged write is lost'
  return new ProblemError(problem('database_unavailable', detail), { cause })
}
