import { UsageError } from '../io/outcome/errors.ts'
import { excerpt } from '../io/terminal/plain-text.ts'

/** Reads the sequence number of an event from the command line. @throws {UsageError} naming the option */
export function readEventNumber(text: string, option: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new UsageError(`${option}: "${excerpt(text, 30)}" is not an event number`)
}
