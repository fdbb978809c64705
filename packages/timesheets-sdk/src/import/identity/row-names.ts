import { KeyTable } from './key-table.ts'
import { sha256 } from './sha256.ts'

/** What tells a row from others. Hours, and whether they are billable, are left out: a corrected hour is no other row. */
export interface RowIdentity {
  readonly userId: string
  readonly date: string
  readonly project: string
  readonly note: string
}

const encoder = new TextEncoder()
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const nameLength = 22

/**
 * External ids for rows that bring none, so that a file that is pushed twice changes nothing. An id is made from the row's
 * identity and its place among the rows before it that have the same; counting these is all that is kept, 12 bytes for a
 * row and the room to grow. Any client that derives ids in this way repeats the push of any other.
 */
export class RowNames {
  readonly #places = new KeyTable()

  /** The external id for the next row with this identity. */
  next({ userId, date, project, note }: RowIdentity): string {
    const digest = sha256(encoder.encode(JSON.stringify([userId, date, project, note])))
    const view = new DataView(digest.buffer)
    const place = this.#places.count(view.getUint32(0, true), view.getUint32(4, true))
    return `row:${base64url(place === 1 ? digest : sha256(followedBy(digest, String(place))))}`
  }
}

function followedBy(digest: Uint8Array, text: string): Uint8Array {
  const bytes = encoder.encode(text)
  const whole = new Uint8Array(digest.length + bytes.length)
  whole.set(digest)
  whole.set(bytes, digest.length)
  return whole
}

/** The first 132 bits, and no padding. */
function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; text.length < nameLength; at += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    const group = (a << 16) | (b << 8) | c
    for (const shift of [18, 12, 6, 0]) text += alphabet.charAt((group >>> shift) & 63)
  }
  return text.slice(0, nameLength)
}
