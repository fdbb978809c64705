import { v7 as uuidv7 } from 'uuid'
import { type BatchItem, type BatchResult, batchEnvelopeSchema, batchResultOf } from '../contract/batch.ts'
import { etagOf, ifMatchAllows } from '../contract/etag.ts'
import { maximumBatchSize } from '../contract/limits.ts'
import { type Problem, problemOfViolations } from '../contract/problems.ts'
import type { WrittenEntry } from '../contract/warnings.ts'
import {
  type EntryPatch,
  type EntryRecord,
  entryFromRecord,
  newEntrySchema,
  type ParsedEntry,
} from '../model/entry.ts'
import { type Violation, violationsOfSchema } from '../model/violation.ts'
import type { WeekAction } from '../model/week.ts'
import type { WeekRecord } from '../model/week-record.ts'
import { maySee } from '../rules/access.ts'
import type { Caller } from '../rules/caller.ts'
import type { Decision } from '../rules/decision.ts'
import { Ledger } from '../rules/ledger.ts'
import type { MemoryStore } from './memory-store.ts'
import { type Content, parseJson, readJson } from './read-request.ts'
import { refuse, refuseForViolations } from './refusal.ts'

export interface WeekActionRequested {
  readonly userId: string
  readonly week: string
  readonly action: WeekAction
  readonly reason?: string | undefined
  readonly ifMatch?: string | undefined
}

/** What the writing operations do: the ledger decides, the store keeps it. */
export class Writes {
  readonly #store: MemoryStore
  readonly #now: () => number

  constructor(store: MemoryStore, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** @throws {Refusal} */
  create(caller: Caller, entry: ParsedEntry): { status: 200 | 201; entry: WrittenEntry } {
    const ledger = this.#ledger()
    const decision = accepted(ledger.put(caller, entry, 'refuse'))
    this.#store.write(ledger, this.#now())
    return { status: decision.status === 'created' ? 201 : 200, entry: this.#written(decision) }
  }

  /** @throws {Refusal} where the body is no batch */
  push(caller: Caller, content: Content, isDryRun: boolean): BatchResult {
    const ledger = this.#ledger()
    const results = itemsOf(content).map((item, index): BatchItem => {
      const entry = 'problem' in item ? item : parsedEntry(item.value)
      if ('problem' in entry) return { index, status: 'rejected', problem: entry.problem }
      const decision = ledger.put(caller, entry, 'update')
      if (decision.status === 'rejected') {
        return { index, status: 'rejected', problem: problemOfViolations(decision.errors) }
      }
      const { status, warnings } = decision
      return { index, status, id: decision.entry.id, ...withWarnings(warnings) }
    })
    if (!isDryRun) this.#store.write(ledger, this.#now())
    return batchResultOf(results)
  }

  /** @throws {Refusal} */
  update(caller: Caller, id: string, patch: EntryPatch, ifMatch: string | undefined): WrittenEntry {
    const ledger = this.#ledger()
    const decision = accepted(ledger.change(caller, this.#existing(caller, id, ifMatch, ledger), patch))
    this.#store.write(ledger, this.#now())
    return this.#written(decision)
  }

  /** @throws {Refusal} */
  delete(caller: Caller, id: string, ifMatch: string | undefined): void {
    const ledger = this.#ledger()
    const errors = ledger.remove(caller, this.#existing(caller, id, ifMatch, ledger))
    if (errors.length > 0) throw refuseForViolations(errors)
    this.#store.write(ledger, this.#now())
  }

  /** @throws {Refusal} */
  act(caller: Caller, { userId, week, action, reason, ifMatch }: WeekActionRequested): WeekRecord {
    if (!maySee(caller, userId, this.#store.managerOf(userId))) throw noSuchPerson()
    const ledger = this.#ledger()
    if (!ifMatchAllows(ifMatch, etagOf(ledger.week(userId, week)))) {
      throw refuse('precondition_failed', 'the week was changed meanwhile: read it again, then decide')
    }
    const decision = ledger.act(caller, userId, week, action, reason)
    if (decision.status === 'rejected') throw refuseForViolations(decision.errors)
    this.#store.write(ledger, this.#now())
    return decision.week
  }

  #existing(caller: Caller, id: string, ifMatch: string | undefined, ledger: Ledger): EntryRecord {
    const record = this.#store.record(id)
    if (!record || !maySee(caller, record.userId, this.#store.managerOf(record.userId))) throw noSuchEntry()
    const status = ledger.statusOf(record.userId, record.date)
    if (!ifMatchAllows(ifMatch, etagOf({ version: record.version, status }))) {
      throw refuse('precondition_failed', 'the entry was changed meanwhile: read it again, then change it')
    }
    return record
  }

  #written({ entry, warnings }: Accepted): WrittenEntry {
    const status = this.#ledger().statusOf(entry.userId, entry.date)
    return { ...entryFromRecord(entry, status), ...withWarnings(warnings) }
  }

  #ledger(): Ledger {
    return new Ledger(this.#store, { nowMs: this.#now(), newId: uuidv7 })
  }
}

type Accepted = Exclude<Decision, { readonly status: 'rejected' }>

export function noSuchPerson() {
  return refuse('not_found', 'there is no such person among those whose timesheets you may see')
}

export function noSuchEntry() {
  return refuse('not_found', 'there is no such entry: it may have been deleted')
}

function accepted(decision: Decision): Accepted {
  if (decision.status !== 'rejected') return decision
  const { errors, existingId } = decision
  const isTaken = errors[0]?.code === 'external_id_taken'
  throw refuseForViolations(errors, isTaken && existingId !== undefined ? { id: existingId } : {})
}

function withWarnings(warnings: readonly Violation[]): Pick<WrittenEntry, 'warnings'> {
  return warnings.length > 0 ? { warnings: [...warnings] } : {}
}

type Item = { readonly value: unknown } | { readonly problem: Problem }

function itemsOf({ text, mediaType }: Content): Item[] {
  const isNdjson = mediaType === 'application/x-ndjson'
  const items = isNdjson
    ? text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(parseJson)
    : readJson(text, batchEnvelopeSchema).entries.map((value) => ({ value }))
  if (items.length <= maximumBatchSize) return items
  const message = `${items.length} entries: a batch takes ${maximumBatchSize}, so send them in several`
  throw refuseForViolations([{ code: 'too_many_entries', message, path: isNdjson ? '' : '/entries' }])
}

function parsedEntry(value: unknown): ParsedEntry | { readonly problem: Problem } {
  const parsed = newEntrySchema.safeParse(value)
  if (parsed.success) return parsed.data
  return { problem: problemOfViolations(violationsOfSchema(parsed.error, value)) }
}
