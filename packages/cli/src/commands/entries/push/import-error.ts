import { ImportError } from 'timesheets-sdk/import'
import { UsageError } from '../../../io/errors.ts'

/** What is wrong with a file as a whole, with the file's name and line before it; any other error as it is. */
export function withFileName(error: unknown, file: string): unknown {
  if (!(error instanceof ImportError)) return error
  const place = error.line === undefined ? file : `${file}:${error.line}`
  return new UsageError(`${place}: ${error.message}`)
}
