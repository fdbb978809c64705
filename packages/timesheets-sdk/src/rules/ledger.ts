import type { Absence } from '../model/absence.ts'
import { weekOf } from '../model/calendar.ts'
import type { EntryPatch, EntryRecord, ParsedEntry } from '../model/entry.ts'
import type { Person } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import type { Violation } from '../model/violation.ts'
import type { WeekAction, WeekStatus } from '../model/week.ts'
import type { WeekRecord } from '../model/week-record.ts'
import type { Caller } from './access.ts'
import { mayWrite, ownerForWriting } from './access.ts'
import type { Change, Decision, WeekOutcome } from './decision.ts'
import { contentOf, type EntryContent, hasContent, patchedContent } from './entry-content.ts'
import { EntryIndex, type ExternalKey, externalKey, externalKeysOf } from './entry-index.ts'
import { type EntrySource, sourceOf } from './entry-source.ts'
import { keepsExternalId, movesPerson, notYours, staysWithPerson, taken } from './entry-violations.ts'
import { freezeWeek } from './freeze-week.ts'
import { judgeActivity } from './judge-activity.ts'
import { judgeEntryDeletion } from './judge-entry.ts'
import { judgeEntry } from './judge-entry-on-project.ts'
import type { Catalogue } from './judge-project.ts'
import { judgeWeekAction, weekAfter } from './week-action.ts'
import { WeekBooks } from './week-books.ts'

/** The stored data that the coming operations use. */
export interface StoredFacts extends Catalogue {
  readonly policy: Policy
  weekOf(userId: string, week: string): WeekRecord
  entryByExternalId(key: ExternalKey): EntryRecord | undefined
  /** A person of the roster; with their terms if one of their weeks is submitted or approved. */
  personOf(userId: string): Person | undefined
  /** The absences of a person whose week is submitted or approved, at least those in it. */
  absencesOf(userId: string): readonly Absence[]
  /** The entries of a week that is submitted or approved. */
  entriesOfWeek(userId: string, week: string): readonly EntryRecord[]
}

/**
 * Decides on a series of operations and collects the changes to write. Each operation sees the results of
 * those before it. A single request, a batch of a thousand and a group of requests in one transaction all go
 * through this class.
 *
 * It does no I/O: facts, clock and ids are passed in.
 */
export class Ledger {
  readonly changes: Change[] = []
  readonly #facts: StoredFacts
  readonly #nowMs: number
  readonly #newId: () => string
  readonly #books: WeekBooks
  readonly #decided = new EntryIndex()

  constructor(facts: StoredFacts, options: { readonly nowMs: number; readonly newId: () => string }) {
    this.#facts = facts
    this.#books = new WeekBooks((userId, week) => facts.weekOf(userId, week), options.nowMs)
    this.#nowMs = options.nowMs
    this.#newId = options.newId
  }

  /** The weeks that the changes touched, in their new state. */
  get touchedWeeks(): Iterable<WeekRecord> {
    return this.#books.changed
  }

  /** The source of a push, or the reason why the caller may not use it. */
  sourceOf(caller: Caller, named: string | undefined): EntrySource | Violation {
    return sourceOf(caller, named, this.#facts.policy)
  }

  /** An entry after the decisions so far; `null`: deleted; `undefined`: unchanged here. */
  entry(id: string): EntryRecord | null | undefined {
    return this.#decided.byId(id)
  }

  /** The status of a person's week. */
  statusOf(userId: string, date: string): WeekStatus {
    return this.#books.week(userId, weekOf(date)).status
  }

  /**
   * Creates an entry, or finds the one with its external id. The same content is `unchanged`; different
   * content is `updated`, or rejected with `external_id_taken` if `onExisting` is `refuse`.
   *
   * @param named the source that the caller names; default: their client
   */
  put(caller: Caller, input: ParsedEntry, onExisting: 'update' | 'refuse', named?: string): Decision {
    const owner = ownerForWriting(caller, input.userId)
    if (typeof owner !== 'string') return { status: 'rejected', errors: [owner] }
    const source = this.sourceOf(caller, named)
    if ('code' in source) return { status: 'rejected', errors: [source] }
    const { externalId } = input
    const existing = externalId === undefined ? undefined : this.#pushedBefore(source, owner, externalId)
    if (existing) return this.#putAgain(caller, existing, owner, input, onExisting)

    const { hours, ...content } = this.#contentOf(input)
    const { errors, warnings, minutes } = judgeEntry(
      { after: { ...content, hours }, facts: this.#books.factsFor(owner, content.date) },
      this.#facts.policy,
      this.#facts,
      this.#nowMs,
    )
    if (errors.length > 0) return { status: 'rejected', errors }
    const entry: EntryRecord = {
      id: this.#newId(),
      userId: owner,
      ...content,
      minutes,
      externalId: externalId ?? null,
      externalOwner: externalId === undefined ? null : externalKey(source, owner, externalId).externalOwner,
      source: source.name,
      createdAtMs: this.#nowMs,
      updatedAtMs: this.#nowMs,
      version: 1,
    }
    this.#record(caller, null, entry)
    return { status: 'created', entry, warnings: [...warnings, ...this.#judgeActivity(entry)] }
  }

  /**
   * Replaces the content of a stored entry by a batch item, no matter which client created it. Its owner and
   * its external id stay.
   */
  replace(caller: Caller, before: EntryRecord, input: ParsedEntry): Decision {
    if (!mayWrite(caller, before.userId)) return { status: 'rejected', errors: [notYours] }
    const errors: Violation[] = []
    if (input.userId !== undefined && input.userId !== before.userId) errors.push(staysWithPerson)
    if (input.externalId !== undefined && input.externalId !== before.externalId) errors.push(keepsExternalId)
    if (errors.length > 0) return { status: 'rejected', errors, existingId: before.id }
    return this.#rewrite(caller, before, this.#contentOf(input, before))
  }

  /** Changes a stored entry. A patch without effect is `unchanged`. */
  change(caller: Caller, before: EntryRecord, patch: EntryPatch): Decision {
    if (!mayWrite(caller, before.userId)) return { status: 'rejected', errors: [notYours] }
    return this.#rewrite(caller, before, patchedContent(before, patch))
  }

  /** Deletes a stored entry. Returns the errors if it cannot be deleted. */
  remove(caller: Caller, entry: EntryRecord): readonly Violation[] {
    if (!mayWrite(caller, entry.userId)) return [notYours]
    const status = this.statusOf(entry.userId, entry.date)
    const { errors } = judgeEntryDeletion(entry, status, this.#facts.policy)
    if (errors.length === 0) this.#record(caller, entry, null)
    return errors
  }

  /** A person's week after the decisions so far. */
  week(userId: string, week: string): WeekRecord {
    return this.#books.week(userId, week)
  }

  /** Takes an action on a week. */
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
    const freeze = () =>
      freezeWeek(
        week,
        this.#facts.personOf(userId),
        this.#facts.absencesOf(userId),
        this.#facts.policy,
        this.#entriesOf(before),
      )
    const after = weekAfter(caller, before, action, reason, this.#nowMs, freeze)
    this.#books.put(after)
    this.changes.push({ kind: 'week', caller, action, reason: after.reason, before, after })
    return { status: 'done', week: after }
  }

  /** The entries of a week after the decisions so far. */
  #entriesOf({ userId, week }: WeekRecord): EntryRecord[] {
    const entries = new Map(this.#facts.entriesOfWeek(userId, week).map((entry) => [entry.id, entry]))
    for (const change of this.changes) {
      if (change.kind !== 'entry') continue
      const { before, after } = change
      if (before) entries.delete(before.id)
      if (after?.userId === userId && weekOf(after.date) === week) entries.set(after.id, after)
    }
    return [...entries.values()]
  }

  #putAgain(
    caller: Caller,
    existing: EntryRecord,
    owner: string,
    input: ParsedEntry,
    onExisting: 'update' | 'refuse',
  ): Decision {
    const content = this.#contentOf(input, existing)
    const reject = (error: Violation): Decision => {
      return { status: 'rejected', errors: [error], existingId: existing.id }
    }
    const isSame = existing.userId === owner && hasContent(existing, content)
    if (!isSame && onExisting === 'refuse') return reject(taken)
    if (existing.userId !== owner) return reject(movesPerson)
    return this.#rewrite(caller, existing, content)
  }

  #contentOf(input: ParsedEntry, before?: EntryRecord): EntryContent {
    return contentOf(input, before, (project) => this.#facts.projectOf(project)?.billable ?? true)
  }

  #rewrite(caller: Caller, before: EntryRecord, content: EntryContent): Decision {
    if (hasContent(before, content)) return { status: 'unchanged', entry: before, warnings: [] }
    const { hours, ...changed } = content
    const { errors, warnings, minutes } = judgeEntry(
      {
        before: { ...before, status: this.statusOf(before.userId, before.date) },
        after: { ...changed, hours },
        facts: this.#books.factsFor(before.userId, changed.date, before),
      },
      this.#facts.policy,
      this.#facts,
      this.#nowMs,
    )
    if (errors.length > 0) return { status: 'rejected', errors, existingId: before.id }
    const entry: EntryRecord = {
      ...before,
      ...changed,
      minutes,
      updatedAtMs: this.#nowMs,
      version: before.version + 1,
    }
    this.#record(caller, before, entry)
    const activity = before.date === entry.date ? [] : this.#judgeActivity(entry)
    return { status: 'updated', entry, warnings: [...warnings, ...activity] }
  }

  #judgeActivity({ userId, date }: EntryRecord): readonly Violation[] {
    return judgeActivity(this.#facts.personOf(userId), date)
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
    this.#decided.put(before, after)
  }

  #pushedBefore(source: EntrySource, owner: string, externalId: string): EntryRecord | undefined {
    const [current, former] = externalKeysOf(source, owner, externalId)
    const existing = current && this.#entryByExternalId(current)
    if (existing || !former) return existing
    const ofAnyone = this.#entryByExternalId(former)
    return ofAnyone?.userId === owner ? ofAnyone : undefined
  }

  #entryByExternalId(key: ExternalKey): EntryRecord | undefined {
    const known = this.#decided.byExternalId(key)
    return known === undefined ? this.#facts.entryByExternalId(key) : (known ?? undefined)
  }
}
