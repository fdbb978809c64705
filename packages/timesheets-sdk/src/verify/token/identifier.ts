import { userId } from '../../model/entry.ts'
import { InvalidTokenError } from '../errors.ts'
import type { JsonObject } from './well-formed.ts'

/**
 * Reads a claim that identifies the caller. It must be valid as a `userId` of the model: a name that two
 * databases store differently, or that looks the same as another person's, identifies nobody for certain.
 *
 * @throws InvalidTokenError with reason `missing_claim` or `bad_claim`
 */
export function readIdentifier(claims: JsonObject, name: string): string {
  const value = claims[name]
  if (value === undefined) {
    throw new InvalidTokenError(
      'missing_claim',
      `The access token has no ${name} claim, which identifies the caller`,
    )
  }
  const read = userId.safeParse(value)
  if (read.success) return read.data
  const form =
    'it needs 1 to 255 characters, no control characters, no space at either end, and must not be "me"'
  throw new InvalidTokenError(
    'bad_claim',
    `The access token's ${name} claim is not a valid identifier: ${form}`,
  )
}
