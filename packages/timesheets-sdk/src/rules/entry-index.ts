import type { EntryRecord } from '../model/entry.ts'
import type { EntrySource } from './entry-source.ts'

/** An external id with the scope it is unique in: the source, and the person if it is unique per person. */
export interface ExternalKey {
  readonly source: string
  readonly externalOwner: string
  readonly externalId: string
}

/** The key under which an entry of `userId` with this external id is stored. */
export function externalKey(
  { name, isPerPerson }: EntrySource,
  userId: string,
  externalId: string,
): ExternalKey {
  return { source: name, externalOwner: isPerPerson ? userId : '', externalId }
}

/**
 * The keys under which an entry may be stored, the current one first. A source whose ids were once unique
 * overall may have entries from that time.
 */
export function externalKeysOf(
  source: EntrySource,
  userId: string,
  externalId: string,
): readonly ExternalKey[] {
  const key = externalKey(source, userId, externalId)
  return source.wasOverall ? [key, { ...key, externalOwner: '' }] : [key]
}

/** The key as one string, for lookups. */
export function externalKeyText(key: ExternalKey): string {
  const { source, externalOwner, externalId } = key
  return `${source.length} ${externalOwner.length} ${source}${externalOwner}${externalId}`
}

/** Entries by their id and their external id; `null` stands for a deleted entry. */
export class EntryIndex {
  readonly #byId = new Map<string, EntryRecord | null>()
  readonly #byExternalId = new Map<string, EntryRecord | null>()

  /** Puts the new state of the entry that `after`, or `before` if it is deleted, identifies. */
  put(before: EntryRecord | null, after: EntryRecord | null): void {
    // A change has at least one of them.
    const { id, source, externalOwner, externalId } = (after ?? before) as EntryRecord
    this.#byId.set(id, after)
    if (externalId !== null && externalOwner !== null) {
      this.#byExternalId.set(externalKeyText({ source, externalOwner, externalId }), after)
    }
  }

  byId(id: string): EntryRecord | null | undefined {
    return this.#byId.get(id)
  }

  byExternalId(key: ExternalKey): EntryRecord | null | undefined {
    return this.#byExternalId.get(externalKeyText(key))
  }
}
