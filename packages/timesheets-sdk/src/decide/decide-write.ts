import { type BatchItem, batchResultOf } from '../contract/batch.ts'
import type { WrittenEntry } from '../contract/entries.ts'
import { etagOf, ifMatchAllows } from '../contract/etag.ts'
import { problemOfViolations } from '../contract/problems.ts'
import type { WeekDecisionsResult } from '../contract/weeks.ts'
import { type EntryRecord, entryFromRecord, type ParsedPush } from '../model/entry.ts'
import type { Violation } from '../model/violation.ts'
import type { Week } from '../model/week-schema.ts'
import type { Caller } from '../rules/access.ts'
import { type ManagerId, maySee, maySeeWeek, maySeeWeeksOf } from '../rules/access.ts'
import type { Decision } from '../rules/decision.ts'
import type { Ledger } from '../rules/ledger.ts'
import { noSuchEntry, noSuchPerson } from './not-found.ts'
import { HttpProblem, ProblemError, violationError } from './problem-error.ts'
import type { WriteRequest, WriteResult } from './write-request.ts'

/** The stored entries and managers that a decision needs. */
export interface Stored {
  /** The entry as stored before these requests. */
  entry(id: string): EntryRecord | undefined
  /** The manager of a person, as `maySee` takes it. Only needed where `dependsOnRoster`. */
  managerOf(userId: string): ManagerId
}

/**
 * Decides on one request with the ledger, which keeps the changes.
 * @throws {ProblemError} if the request is rejected; the ledger then has no change of it
 */
export function decide(request: WriteRequest, ledger: Ledger, stored: Stored): WriteResult {
  const { caller } = request
  switch (request.kind) {
    case 'create': {
      const decision = ledger.put(caller, request.entry, 'refuse', request.source)
      if (decision.status === 'rejected') throw rejection(decision)
      return { status: decision.status === 'created' ? 201 : 200, entry: written(ledger, decision) }
    }
    case 'push':
      return batchResultOf(decideItems(request, ledger, stored))
    case 'update': {
      const before = existing(caller, request.id, request.ifMatch, ledger, stored)
      const decision = ledger.change(caller, before, request.patch)
      if (decision.status === 'rejected') throw rejection(decision)
      return written(ledger, decision)
    }
    case 'delete': {
      const entry = existing(caller, request.id, request.ifMatch, ledger, stored)
      const errors = ledger.remove(caller, entry)
      if (errors.length > 0) throw violationError(errors)
      return null
    }
    case 'act': {
      const { userId, week, action, reason, ifMatch } = request
      if (!maySeeWeeksOf(caller, userId)) throw noSuchPerson()
      const before = ledger.week(userId, week)
      if (!maySeeWeek(caller, before, stored.managerOf(userId))) throw noSuchPerson()
      if (!ifMatchAllows(ifMatch, etagOf(before))) {
        const detail = 'the week was changed meanwhile: read it again, then decide'
        throw new HttpProblem('precondition_failed', detail)
      }
      const decision = ledger.act(caller, userId, week, action, reason)
      if (decision.status === 'rejected') throw violationError(decision.errors)
      return decision.week
    }
  }
}

function existing(
  caller: Caller,
  id: string,
  ifMatch: string | undefined,
  ledger: Ledger,
  stored: Stored,
): EntryRecord {
  const entry = currentEntry(id, ledger, stored)
  if (!entry || !maySee(caller, entry.userId, stored.managerOf(entry.userId))) throw noSuchEntry()
  const status = ledger.statusOf(entry.userId, entry.date)
  if (!ifMatchAllows(ifMatch, etagOf({ version: entry.version, status }))) {
    const detail = 'the entry was changed meanwhile: read it again, then change it'
    throw new HttpProblem('precondition_failed', detail)
  }
  return entry
}

/**
 * Decides a batch item by item, in order. A later item for the same entry corrects an earlier one, as in a
 * log of changes. It gets a warning, because equal ids can also be a mistake that loses hours.
 */
function decideItems(
  { caller, items, source }: Extract<WriteRequest, { readonly kind: 'push' }>,
  ledger: Ledger,
  stored: Stored,
): BatchItem[] {
  const used = ledger.sourceOf(caller, source)
  if ('code' in used) throw violationError(used)
  const itemOf = new Map<string, number>()
  return items.map((item, index): BatchItem => {
    if ('problem' in item) return { index, status: 'rejected', problem: item.problem }
    const decision = decideEntry(caller, item.entry, source, ledger, stored)
    if (decision.status === 'rejected') {
      return { index, status: 'rejected', problem: problemOfViolations(decision.errors) }
    }
    const { status, entry } = decision
    const earlier = itemOf.get(entry.id)
    itemOf.set(entry.id, index)
    const isCorrection = earlier !== undefined && status === 'updated'
    const warnings = [...decision.warnings, ...(isCorrection ? [replacesItem(earlier)] : [])]
    return {
      index,
      status,
      id: entry.id,
      ...(status === 'updated' ? { version: entry.version } : {}),
      ...(warnings.length > 0 ? { warnings } : {}),
    }
  })
}

function replacesItem(index: number): Violation {
  return {
    code: 'replaces_earlier_item',
    message: `item ${index} of this batch is the same entry: this item replaces it`,
    path: '',
  }
}

/** An entry after the decisions so far. */
function currentEntry(id: string, ledger: Ledger, stored: Stored): EntryRecord | undefined {
  const decided = ledger.entry(id)
  return decided === undefined ? stored.entry(id) : (decided ?? undefined)
}

/** An item with an id replaces that entry, no matter which client created it. */
function decideEntry(
  caller: Caller,
  entry: ParsedPush,
  source: string | undefined,
  ledger: Ledger,
  stored: Stored,
): Decision {
  const { id } = entry
  if (id === undefined) return ledger.put(caller, entry, 'update', source)
  const before = currentEntry(id, ledger, stored)
  if (!before || !maySee(caller, before.userId, stored.managerOf(before.userId))) {
    return { status: 'rejected', errors: [unknownEntry] }
  }
  return ledger.replace(caller, before, entry)
}

const unknownEntry: Violation = {
  code: 'not_found',
  message: 'there is no entry with this id: it may have been deleted; remove the id to push it as a new one',
  path: '/id',
}

function rejection(decision: {
  readonly errors: readonly Violation[]
  readonly existingId?: string
}): ProblemError {
  const isTaken = decision.errors[0]?.code === 'external_id_taken'
  const id = isTaken && decision.existingId !== undefined ? { id: decision.existingId } : {}
  return violationError(decision.errors, id)
}

function written(ledger: Ledger, decision: Exclude<Decision, { status: 'rejected' }>): WrittenEntry {
  const { entry, warnings } = decision
  const current = entryFromRecord(entry, ledger.statusOf(entry.userId, entry.date))
  return warnings.length > 0 ? { ...current, warnings: [...warnings] } : current
}

/**
 * The results of many decisions, in order: each is the week, or the error that refused it.
 *
 * @throws any error that is not a `ProblemError`
 */
export function weekDecisionsResultOf(outcomes: readonly PromiseSettledResult<Week>[]): WeekDecisionsResult {
  const results = outcomes.map((outcome, index) => {
    if (outcome.status === 'fulfilled') return { index, status: 'done' as const, week: outcome.value }
    const { reason } = outcome
    if (!(reason instanceof ProblemError)) throw reason
    return { index, status: 'refused' as const, problem: reason.problem }
  })
  const done = results.filter(({ status }) => status === 'done').length
  return { done, refused: results.length - done, results }
}
