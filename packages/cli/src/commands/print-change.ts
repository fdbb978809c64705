import { WriteError } from '../io/errors.ts'
import type { Io } from '../io/io.ts'

/** A command's change, as text for people and JSON for programs. */
export interface Change {
  /** A line. */
  readonly text: string
  /** The object of `--json`. */
  readonly value: object
}

/**
 * Prints what was changed, as a line or as JSON.
 *
 * @throws {WriteError} when that could not be written; it says that the change was made, as doing it again
 *   may do it twice
 */
export async function printChange(
  { text, value }: Change,
  json: boolean,
  { stdout }: Pick<Io, 'stdout'>,
): Promise<void> {
  try {
    await stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`)
  } catch (error) {
    if (!(error instanceof WriteError)) throw error
    throw new WriteError(error.reason, 'The change was made all the same: do not run the command again.')
  }
}
