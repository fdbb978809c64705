import { canonicalName } from '../../model/text.ts'
import { sha256 } from '../../net/sha256.ts'
import { KeyTable } from './key-table.ts'

/** The identity of a row, without hours and billable: a row with corrected hours is still the same row. */
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
 * External ids for rows without one, so that pushing a file twice changes nothing. An id is derived from the
 * row's identity and its number among the earlier rows with the same identity. The counts take 12 bytes per
 * row plus free space. All clients that derive ids in this way can repeat each other's pushes.
 */
export class RowNames {
  readonly #places = new KeyTable()

  /** The external id for the next row with this identity. */
  next({ userId, date, project, note }: RowIdentity): string {
    const texts = [userId, date, canonicalName(project), note.normalize('NFC')]
    const digest = sha256(encoder.encode(JSON.stringify(texts)))
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
