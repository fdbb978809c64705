import { userId } from '../model/entry.ts'
import { InvalidTokenError } from './errors.ts'
import type { JsonObject } from './well-formed.ts'

/**
 * Reads a claim that says who is calling. It has to be what the model accepts as a `userId`: a name that one database
 * stores differently from another, or that a person can't tell from somebody else's, names nobody for certain.
 *
 * @throws InvalidTokenError with reason `missing_claim` or `bad_claim`
 */
export function readIdentifier(claims: JsonObject, name: string): string {
  const value = claims[name]
  if (value === undefined) {
    throw new InvalidTokenError(
      'missing_claim',
      `The access token has no claim ${name}, which says who is calling`,
    )
  }
  const read = userId.safeParse(value)
  if (read.success) return read.data
  const form = '1 to 255 characters, without control characters or space at either end, and not "me"'
  throw new InvalidTokenError('bad_claim', `The access token's claim ${name} is not an identifier: ${form}`)
}
