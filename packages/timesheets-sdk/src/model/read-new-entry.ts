import { newEntrySchema, type ParsedEntry, type ParsedPush, pushedEntrySchema } from './entry.ts'
import { type Violation, violationsOfSchema } from './violation.ts'

export type ReadEntry = { readonly entry: ParsedEntry } | { readonly violations: Violation[] }
export type ReadPush = { readonly entry: ParsedPush } | { readonly violations: Violation[] }

/**
 * Reads a request to create an entry, with the same result as `newEntrySchema`. Ordinary entries, nearly all
 * of them, take a quick path that costs a tenth of the schema.
 */
export function readNewEntry(value: unknown): ReadEntry {
  const plain = plainEntry(value, newMembers)
  if (plain) return { entry: plain }
  const parsed = newEntrySchema.safeParse(value)
  if (parsed.success) return { entry: parsed.data }
  return { violations: violationsOfSchema(parsed.error, value) }
}

/** As {@link readNewEntry}, for an item of a batch and `pushedEntrySchema`. */
export function readPushedEntry(value: unknown): ReadPush {
  const plain = plainEntry(value, pushedMembers)
  if (plain) return { entry: plain }
  const parsed = pushedEntrySchema.safeParse(value)
  if (parsed.success) return { entry: parsed.data }
  return { violations: violationsOfSchema(parsed.error, value) }
}

const newMembers: ReadonlySet<string> = new Set(Object.keys(newEntrySchema.shape))
const pushedMembers: ReadonlySet<string> = new Set(Object.keys(pushedEntrySchema.shape))

// No control characters, no surrogates at all, and no white space at the ends of a line.
const plainLine = /^[!-~\u00a1-\u167f](?:[ -~\u00a0-\u167f]*[!-~\u00a1-\u167f])?$/
// Single spaces, and no character that is invisible or has another form.
const plainName = /^[!-~\u00a1-\u00ac\u00ae-\u02ff]+(?: [!-~\u00a1-\u00ac\u00ae-\u02ff]+)*$/
const plainText = /^[\t\n\r -~\u00a0-\u2029\u202f-\u2065\u2070-\ud7ff]*$/
// The schema judges the 29th of February.
const plainDate =
  /^(?:19|2\d)\d\d-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)$/

const plainId = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The entry if the schema would certainly accept it; `undefined` if the schema has to decide. */
function plainEntry(value: unknown, members: ReadonlySet<string>): ParsedPush | undefined {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return undefined
  }
  for (const name in value) if (!members.has(name)) return undefined
  const { id, userId, date, project, hours, note, billable, externalId } = value as Record<string, unknown>
  if (typeof date !== 'string' || !plainDate.test(date)) return undefined
  if (!isPlain(plainName, project, 64) || typeof hours !== 'number' || !Number.isFinite(hours))
    return undefined
  if (billable !== undefined && typeof billable !== 'boolean') return undefined
  const entry: ParsedPush = { date, project, hours }
  if (id !== undefined) {
    if (typeof id !== 'string' || !plainId.test(id)) return undefined
    entry.id = id
  }
  if (billable !== undefined) entry.billable = billable
  if (userId !== undefined) {
    if (!isLine(userId, 255) || userId === 'me') return undefined
    entry.userId = userId
  }
  if (note !== undefined) {
    if (typeof note !== 'string' || note.length > 2_000 || !plainText.test(note)) return undefined
    entry.note = note
  }
  if (externalId !== undefined) {
    if (!isLine(externalId, 128)) return undefined
    entry.externalId = externalId
  }
  return entry
}

function isLine(value: unknown, maximum: number): value is string {
  return isPlain(plainLine, value, maximum)
}

function isPlain(plain: RegExp, value: unknown, maximum: number): value is string {
  return typeof value === 'string' && value.length <= maximum && plain.test(value)
}
