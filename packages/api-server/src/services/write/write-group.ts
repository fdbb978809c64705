import { problem } from 'timesheets-sdk/contract'
import { decide, ProblemError, type Stored, type WriteRequest, type WriteResult } from 'timesheets-sdk/decide'
import { type ParsedPush, weekOf } from 'timesheets-sdk/model'
import {
  dependsOnRoster,
  type ExternalKey,
  externalKey,
  externalKeyText,
  Ledger,
  maySee,
  ownerForWriting,
} from 'timesheets-sdk/rules'
import { ConflictError, type Engine, type Transaction } from '../../store/engine.ts'
import { readPolicy } from '../../store/policy.ts'
import { findManagers } from '../../store/roster/people.ts'
import { findEntriesByExternalId, findEntriesById } from '../../store/timesheets/entries.ts'
import { deleteEmptyWeeks, type LockedWeeks, lockWeeks, type WeekKey } from '../../store/timesheets/weeks.ts'
import { lookUpCatalogue } from './catalogue.ts'
import { writeChanges } from './changes.ts'
import { keepAnswers, keptAnswers } from './idempotency.ts'
import { newId } from './new-id.ts'

/**
 * Answers a group of requests in one transaction: looks up what they touch, locks their weeks, decides one request
 * after the other in memory, and writes the outcome with a few statements, however many requests there are.
 * A request that is refused writes nothing, and its refusal is its result alone.
 */
export async function writeGroup(
  engine: Engine,
  transaction: Transaction,
  requests: readonly WriteRequest[],
  nowMs: number,
): Promise<PromiseSettledResult<WriteResult>[]> {
  const kept = await keptAnswers(engine, transaction, requests, nowMs)
  const fresh = requests.filter((request) => !kept.has(request))
  // At once: each is a round trip to the database.
  const [policy, { byId, byExternalId, locked, managers, catalogue }] = await Promise.all([
    readPolicy(transaction),
    lookUp(engine, transaction, fresh),
  ])
  const ledger = new Ledger(
    {
      ...catalogue,
      policy,
      weekOf: (userId, week) => locked.record({ userId, week }),
      entryByExternalId: (key) => byExternalId.get(externalKeyText(key)),
    },
    { nowMs, newId },
  )
  const stored: Stored = {
    entry: (id) => byId.get(id),
    managerOf: (userId) => managers.get(userId),
  }

  const results = requests.map((request): PromiseSettledResult<WriteResult> => {
    try {
      const answer = kept.get(request)
      return { status: 'fulfilled', value: answer ? answer() : decide(request, ledger, stored) }
    } catch (reason) {
      if (reason instanceof ProblemError) return { status: 'rejected', reason }
      throw reason
    }
  })
  await keepAnswers(engine, transaction, requests, results, kept, nowMs)
  await deleteEmptyWeeks(transaction, weeksLeftEmpty(locked, ledger))
  // Last, since it ends with the event log, which is held until the commit: whoever holds it waits for nothing more.
  await writeChanges(engine, transaction, ledger, nowMs)
  return results
}

/** The weeks that got a row to be locked by, for requests that then wrote nothing to them. */
function weeksLeftEmpty({ added }: LockedWeeks, ledger: Ledger): WeekKey[] {
  if (added.length === 0) return []
  const written = new Set(Array.from(ledger.touchedWeeks, ({ userId, week }) => `${week} ${userId}`))
  return added.filter(({ userId, week }) => !written.has(`${week} ${userId}`))
}

/** Finds the entries that the requests name, and locks every week that they may touch. */
async function lookUp(engine: Engine, transaction: Transaction, requests: readonly WriteRequest[]) {
  const ids = new Set<string>()
  const externalKeys = new Map<string, ExternalKey>()
  const weeks: WeekKey[] = []
  for (const request of requests) {
    for (const entry of newEntriesOf(request)) {
      const owner = ownerForWriting(request.caller, entry.userId)
      if (typeof owner !== 'string') continue
      weeks.push({ userId: owner, week: weekOf(entry.date) })
      if (entry.externalId === undefined || entry.id !== undefined) continue
      const key = externalKey(request.caller, owner, entry.externalId)
      externalKeys.set(externalKeyText(key), key)
    }
    for (const { id } of namedEntriesOf(request)) ids.add(id)
    if (request.kind === 'act' && mayExistFor(request)) {
      weeks.push({ userId: request.userId, week: request.week })
    }
  }
  const named = await findEntriesById(engine, transaction, [...ids])
  const pushed = await findEntriesByExternalId(engine, transaction, [...externalKeys.values()])
  for (const entry of [...named, ...pushed]) weeks.push({ userId: entry.userId, week: weekOf(entry.date) })
  const ownerOf = new Map(named.map(({ id, userId }) => [id, userId]))
  for (const request of requests) {
    for (const { id, date } of namedEntriesOf(request)) {
      const userId = ownerOf.get(id)
      if (userId !== undefined && date !== undefined) weeks.push({ userId, week: weekOf(date) })
    }
  }
  const [locked, managers, catalogue] = await Promise.all([
    lockWeeks(engine, transaction, weeks),
    findManagers(engine, transaction, ownersInQuestion(requests, ownerOf)),
    lookUpCatalogue(engine, transaction, requests, named),
  ])

  let entries = [...named, ...pushed]
  if (engine.readsRaceWithWriters && entries.length > 0) {
    entries = await findEntriesById(engine, transaction, [...new Set(entries.map(({ id }) => id))])
    if (!entries.every((entry) => locked.has({ userId: entry.userId, week: weekOf(entry.date) }))) {
      throw new ConflictError('an entry was moved to another week before its weeks were locked')
    }
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
  return { byId, byExternalId, locked, managers, catalogue }
}

/** Whether the week of an action exists for the caller as far as the token says: without the roster, or by its word. */
function mayExistFor({ caller, userId }: Extract<WriteRequest, { readonly kind: 'act' }>): boolean {
  return dependsOnRoster(caller, userId) || maySee(caller, userId, null)
}

/** The people whose manager decides on what a caller may see. */
function ownersInQuestion(requests: readonly WriteRequest[], ownerOf: ReadonlyMap<string, string>): string[] {
  return requests.flatMap((request) => {
    const owners =
      request.kind === 'act'
        ? [request.userId]
        : namedEntriesOf(request).flatMap(({ id }) => ownerOf.get(id) ?? [])
    return owners.filter((owner) => dependsOnRoster(request.caller, owner))
  })
}

/** The stored entries that a request names by their id, and the date that each is to have, where it is said. */
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

/** What is answered when the database does not. */
export function databaseUnavailable(cause: unknown): ProblemError {
  const detail =
    'the database does not answer: try again in a few seconds; nothing that was acknowledged is lost'
  return new ProblemError(problem('database_unavailable', detail), { cause })
}
