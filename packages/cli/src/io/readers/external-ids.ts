import { createHash } from 'node:crypto'
import { DigestCounter } from './digest-counter.ts'

/** What tells a row from others. Hours, and whether they are billable, are left out: a corrected hour is no other row. */
export interface RowIdentity {
  readonly userId: string
  readonly date: string
  readonly project: string
  readonly note: string
}

/**
 * Names for rows that bring none, so that a file that is pushed twice changes nothing. A name is made from the row's identity
 * and its place among the rows before it that have the same; counting these is all that is kept, 12 bytes for a row and
 * the room to grow.
 */
export class ExternalIds {
  readonly #places = new DigestCounter()

  /** The name for the next row with this identity. */
  next({ userId, date, project, note }: RowIdentity): string {
    const identity = JSON.stringify([userId, date, project, note])
    const digest = createHash('sha256').update(identity).digest()
    const place = this.#places.count(digest)
    const name = place === 1 ? digest : createHash('sha256').update(digest).update(String(place)).digest()
    // 132 bits, and no padding.
    return `row:${name.toString('base64url').slice(0, 22)}`
  }
}
