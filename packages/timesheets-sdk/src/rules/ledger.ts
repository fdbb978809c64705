import { weekOf } from '../model/calendar.ts'
import type { EntryPatch, EntryRecord, ParsedEntry } from '../model/entry.ts'
import { hoursFromMinutes, minutesFromHours } from '../model/hours.ts'
import type { Policy } from '../model/policy.ts'
import type { Violation } from '../model/violation.ts'
import type { WeekAction, WeekStatus } from '../model/week.ts'
import type { WeekRecord } from '../model/week-record.ts'
import { mayWrite, ownerForWriting } from './access.ts'
import type { Caller } from './caller.ts'
import type { Change, Decision, WeekOutcome } from './decision.ts'
import { type ExternalKey, externalKey, externalKeyText } from './external-key.ts'
import { judgeEntryDeletion } from './judge-entry.ts'
import { judgeEntry } from './judge-entry-on-project.ts'
import type { Catalogue } from './judge-project.ts'
import { judgeWeekAction, weekAfter } from './week-action.ts'
import { WeekBooks } from './week-books.ts'

/** What is stored, as far as the operations to come touch it. */
export interface StoredFacts extends Catalogue {
  readonly policy: Policy
  weekOf(userId: string, week: string): WeekRecord
  entryByExternalId(key: ExternalKey): EntryRecord | undefined
}

/**
 * Decides on a run of operations, each seeing what those before it decided, and keeps the books: the changes to
 * write, the weeks as they become. One request, a batch of a thousand and a group of requests that share a
 * transaction are all judged by this one piece of code.
 *
 * It does no I/O: facts, clock and ids come from outside.
 */
export class Ledger {
  readonly changes: Change[] = []
  readonly #facts: StoredFacts
  readonly #nowMs: number
  readonly #newId: () => string
  readonly #books: WeekBooks
  readonly #byId = new Map<string, EntryRecord | null>()
  readonly #byExternalId = new Map<string, EntryRecord | null>()

  constructor(facts: StoredFacts, options: { readonly nowMs: number; readonly newId: () => string }) {
    this.#facts = facts
    this.#books = new WeekBooks((userId, week) => facts.weekOf(userId, week), options.nowMs)
    this.#nowMs = options.nowMs
    this.#newId = options.newId
  }

  /** The weeks that the changes touch, as they are after them. */
  get touchedWeeks(): Iterable<WeekRecord> {
    return this.#books.changed
  }

  /** An entry as it was decided to become; `null`: deleted; `undefined`: nothing was decided on it. */
  entry(id: string): EntryRecord | null | undefined {
    return this.#byId.get(id)
  }

  /** The status of a person's week. */
  statusOf(userId: string, date: string): WeekStatus {
    return this.#books.week(userId, weekOf(date)).status
  }

  /**
   * Makes an entry, or finds the one with its external id: the same content is `unchanged`; other content is
   * `updated`, or, where `onExisting` is `refuse`, rejected with `external_id_taken`.
   */
  put(caller: Caller, input: ParsedEntry, onExisting: 'update' | 'refuse'): Decision {
    const owner = ownerForWriting(caller, input.userId)
    if (typeof owner !== 'string') return { status: 'rejected', errors: [owner] }
    const key = input.externalId === undefined ? undefined : externalKey(caller, owner, input.externalId)
    const existing = key && this.#entryByExternalId(key)
    if (existing) return this.#putAgain(caller, existing, owner, input, onExisting)

    const facts = this.#books.factsFor(owner, input.date)
    const { errors, warnings, minutes } = judgeEntry(
      { after: input, facts },
      this.#facts.policy,
      this.#facts,
      this.#nowMs,
    )
    if (errors.length > 0) return { status: 'rejected', errors }
    const entry: EntryRecord = {
      id: this.#newId(),
      userId: owner,
      date: input.date,
      project: input.project,
      minutes,
      note: input.note || null,
      billable: input.billable ?? this.#billableOn(input.project),
      externalId: input.externalId ?? null,
      externalOwner: key?.externalOwner ?? null,
      source: caller.clientId,
      createdAtMs: this.#nowMs,
      updatedAtMs: this.#nowMs,
      version: 1,
    }
    this.#record(caller, null, entry)
    return { status: 'created', entry, warnings }
  }

  /**
   * Makes a stored entry what an item of a batch says of it, whichever client made it. Whose it is, and its external id, stay
   * what they are.
   */
  replace(caller: Caller, before: EntryRecord, input: ParsedEntry): Decision {
    if (!mayWrite(caller, before.userId)) return { status: 'rejected', errors: [notYours] }
    const errors: Violation[] = []
    if (input.userId !== undefined && input.userId !== before.userId) errors.push(staysWithPerson)
    if (input.externalId !== undefined && input.externalId !== before.externalId) errors.push(keepsExternalId)
    if (errors.length > 0) return { status: 'rejected', errors, existingId: before.id }
    const after = this.#contentAfter(before, input)
    if (isSameContent(before, after, minutesFromHours(input.hours))) {
      return { status: 'unchanged', entry: before, warnings: [] }
    }
    return this.#rewrite(caller, before, after, input.hours)
  }

  /** Changes a stored entry. A patch that changes nothing is `unchanged`. */
  change(caller: Caller, before: EntryRecord, patch: EntryPatch): Decision {
    if (!mayWrite(caller, before.userId)) return { status: 'rejected', errors: [notYours] }
    const hours = patch.hours ?? hoursFromMinutes(before.minutes)
    const after = {
      date: patch.date ?? before.date,
      project: patch.project ?? before.project,
      note: patch.note === undefined ? before.note : patch.note || null,
      billable: patch.billable ?? before.billable,
    }
    if (isSameContent(before, after, minutesFromHours(hours)))
      return { status: 'unchanged', entry: before, warnings: [] }
    return this.#rewrite(caller, before, after, hours)
  }

  /** Deletes a stored entry: the errors, if it can't be. */
  remove(caller: Caller, entry: EntryRecord): readonly Violation[] {
    if (!mayWrite(caller, entry.userId)) return [notYours]
    const status = this.statusOf(entry.userId, entry.date)
    const { errors } = judgeEntryDeletion(entry, status, this.#facts.policy)
    if (errors.length === 0) this.#record(caller, entry, null)
    return errors
  }

  /** A person's week as it is now. */
  week(userId: string, week: string): WeekRecord {
    return this.#books.week(userId, week)
  }

  /** Takes an action on a week: the week as it is then, or why it can't be. */
  act(
    caller: Caller,
    userId: string,
    week: string,
    action: WeekAction,
    reason: string | undefined,
  ): WeekOutcome {
    const before = this.#books.week(userId, week)
    const error = judgeWeekAction(caller, before, action, reason, this.#facts)
    if (error) return { status: 'rejected', errors: [error] }
    const after = weekAfter(caller, before, action, reason, this.#nowMs)
    this.#books.put(after)
    this.changes.push({ kind: 'week', caller, action, reason: after.reason, before, after })
    return { status: 'done', week: after }
  }

  #putAgain(
    caller: Caller,
    existing: EntryRecord,
    owner: string,
    input: ParsedEntry,
    onExisting: 'update' | 'refuse',
  ): Decision {
    const after = this.#contentAfter(existing, input)
    if (existing.userId === owner && isSameContent(existing, after, minutesFromHours(input.hours))) {
      return { status: 'unchanged', entry: existing, warnings: [] }
    }
    if (onExisting === 'refuse') return { status: 'rejected', errors: [taken], existingId: existing.id }
    if (existing.userId !== owner)
      return { status: 'rejected', errors: [movesPerson], existingId: existing.id }
    return this.#rewrite(caller, existing, after, input.hours)
  }

  #contentAfter(before: EntryRecord, input: ParsedEntry) {
    // What was corrected since by somebody else is not undone by a push that says nothing of it.
    const kept = before.project === input.project ? before.billable : undefined
    return {
      date: input.date,
      project: input.project,
      note: input.note || null,
      billable: input.billable ?? kept ?? this.#billableOn(input.project),
    }
  }

  #rewrite(
    caller: Caller,
    before: EntryRecord,
    after: Pick<EntryRecord, 'date' | 'project' | 'note' | 'billable'>,
    hours: number,
  ): Decision {
    const { errors, warnings, minutes } = judgeEntry(
      {
        before: { ...before, status: this.statusOf(before.userId, before.date) },
        after: { ...after, hours },
        facts: this.#books.factsFor(before.userId, after.date, before),
      },
      this.#facts.policy,
      this.#facts,
      this.#nowMs,
    )
    if (errors.length > 0) return { status: 'rejected', errors, existingId: before.id }
    const entry: EntryRecord = {
      ...before,
      ...after,
      minutes,
      updatedAtMs: this.#nowMs,
      version: before.version + 1,
    }
    this.#record(caller, before, entry)
    return { status: 'updated', entry, warnings }
  }

  /** What entries on a project are that do not say it themselves. */
  #billableOn(project: string): boolean {
    return this.#facts.projectOf(project)?.billable ?? true
  }

  #record(caller: Caller, before: EntryRecord | null, after: EntryRecord | null): void {
    const status = (entry: EntryRecord | null) => (entry ? this.statusOf(entry.userId, entry.date) : 'open')
    this.changes.push({
      kind: 'entry',
      caller,
      before,
      after,
      beforeStatus: status(before),
      afterStatus: status(after),
    })
    if (before) this.#books.book(before, -1)
    if (after) this.#books.book(after, 1)
    // A change has one of them at least.
    const { id, source, externalOwner, externalId } = (after ?? before) as EntryRecord
    this.#byId.set(id, after)
    if (externalId !== null && externalOwner !== null) {
      this.#byExternalId.set(externalKeyText({ source, externalOwner, externalId }), after)
    }
  }

  #entryByExternalId(key: ExternalKey): EntryRecord | undefined {
    const known = this.#byExternalId.get(externalKeyText(key))
    return known === undefined ? this.#facts.entryByExternalId(key) : (known ?? undefined)
  }
}

function isSameContent(
  record: EntryRecord,
  content: Pick<EntryRecord, 'date' | 'project' | 'note' | 'billable'>,
  minutes: number | undefined,
): boolean {
  return (
    record.date === content.date &&
    record.project === content.project &&
    record.minutes === minutes &&
    record.note === content.note &&
    record.billable === content.billable
  )
}

const notYours: Violation = {
  code: 'not_your_timesheet',
  message: "this is somebody else's entry: ask its owner to change it",
  path: '',
}

const taken: Violation = {
  code: 'external_id_taken',
  message: 'an entry with this externalId exists with other content: change that one, or push it in a batch',
  path: '/externalId',
}

const movesPerson: Violation = {
  code: 'external_id_of_another_person',
  message: 'the entry with this externalId is another person’s: an entry is not moved between people',
  path: '/externalId',
}

const staysWithPerson: Violation = {
  code: 'entry_of_another_person',
  message: "the entry with this id is another person's: an entry is not moved between people",
  path: '/userId',
}

const keepsExternalId: Violation = {
  code: 'external_id_differs',
  message: 'the entry with this id has another externalId, or none: leave externalId as it was exported',
  path: '/externalId',
}
