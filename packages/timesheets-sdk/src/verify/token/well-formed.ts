import { fromBase64url } from '../../net/base64.ts'
import { InvalidTokenError } from '../errors.ts'

/** A JSON object from a token, with unchecked members. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The decoded parts of a JWT. Nothing in it is verified. */
export interface UnverifiedToken {
  readonly header: JsonObject
  readonly claims: JsonObject
}

/**
 * Larger than any header field that could carry a token. Limits the work that an anonymous caller can cause.
 */
const maxTokenLength = 16_384

const compactJws = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/

// Malformed UTF-8 and a byte order mark are rejected, not repaired: the text read must be the text signed.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Whether a value has the type and size of a token. */
export function isOfTokenSize(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxTokenLength
}

/**
 * Decodes a JWT: three parts in base64url (RFC 7515 section 7.1), the first two JSON objects in UTF-8
 * (RFC 7519 section 7.2). Does not check the signature, the header's values or the claims.
 *
 * @throws InvalidTokenError with reason `malformed`
 */
export function parseToken(token: string): UnverifiedToken {
  return parseJwt(token, maxTokenLength, malformed)
}

/**
 * Like {@link parseToken} for any JWT, with `fail` to make the error of a problem such as "has no header".
 */
export function parseJwt(
  token: string,
  maxLength: number,
  fail: (problem: string) => InvalidTokenError,
): UnverifiedToken {
  if (typeof token !== 'string' || token.length > maxLength) {
    throw fail(`is not a string of at most ${maxLength} characters`)
  }
  const [, header, claims, signature] = compactJws.exec(token) ?? []
  if (header === undefined || claims === undefined || signature === undefined) {
    throw fail('is not a signed JWT: three parts in base64url, joined by dots')
  }
  decode(signature, 'signature')
  return { header: jsonObject(header, 'header'), claims: jsonObject(claims, 'payload') }

  function jsonObject(part: string, name: string): JsonObject {
    const bytes = decode(part, name)
    let value: unknown
    try {
      value = JSON.parse(utf8.decode(bytes))
    } catch {
      // The cause is dropped: its message would quote the token.
      throw fail(`has a ${name} that is not JSON`)
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw fail(`has a ${name} that is not a JSON object`)
    }
    return value as JsonObject
  }

  function decode(part: string, name: string): Uint8Array {
    const bytes = fromBase64url(part)
    if (bytes === undefined) throw fail(`has a ${name} that is not base64url`)
    return bytes
  }
}

function malformed(problem: string): InvalidTokenError {
  return new InvalidTokenError('malformed', `The access token ${problem}`)
}
