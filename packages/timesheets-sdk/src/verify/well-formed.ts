import { InvalidTokenError } from './errors.ts'

/** A JSON object as it came out of a token: nothing is known of its members. */
export type JsonObject = Readonly<Record<string, unknown>>

/** A JWT taken apart. Nothing in it is verified. */
export interface UnverifiedToken {
  readonly header: JsonObject
  readonly claims: JsonObject
}

/** More than any header field that carries it may have; bounds the work that a stranger can ask for. */
const MAX_TOKEN_LENGTH = 16_384

const COMPACT_JWS = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/

// Malformed UTF-8 and a byte order mark are refused, not repaired: what is read must be what was signed.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Whether a value may be a token at all, judged by its type and size alone. */
export function isOfTokenSize(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TOKEN_LENGTH
}

/**
 * Takes a JWT apart: three parts in base64url (RFC 7515 section 7.1), the first two JSON objects in UTF-8
 * (RFC 7519 section 7.2). Does not check the signature nor what header and claims say.
 *
 * @throws InvalidTokenError with reason `malformed`
 */
export function parseToken(token: string): UnverifiedToken {
  if (!isOfTokenSize(token)) throw malformed(`is not a string of at most ${MAX_TOKEN_LENGTH} characters`)
  const [, header, claims, signature] = COMPACT_JWS.exec(token) ?? []
  if (header === undefined || claims === undefined || signature === undefined) {
    throw malformed('is not a signed JWT: three parts in base64url, joined by dots')
  }
  decode(signature, 'signature')
  return { header: jsonObject(header, 'header'), claims: jsonObject(claims, 'payload') }
}

function jsonObject(part: string, name: string): JsonObject {
  const bytes = decode(part, name)
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(bytes))
  } catch {
    // The cause is not kept: its message would quote the token.
    throw malformed(`has a ${name} that is not JSON`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed(`has a ${name} that is not a JSON object`)
  }
  return value as JsonObject
}

function decode(part: string, name: string): Uint8Array {
  const bytes = Buffer.from(part, 'base64url')
  // One spelling for each token: Node skips what it cannot decode, and ignores bits left over at the end.
  if (bytes.toString('base64url') !== part) throw malformed(`has a ${name} that is not base64url`)
  return bytes
}

function malformed(what: string): InvalidTokenError {
  return new InvalidTokenError('malformed', `The access token ${what}`)
}
