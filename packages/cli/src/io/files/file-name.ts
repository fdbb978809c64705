import { ImportError } from 'timesheets-sdk/import'
import { UsageError } from '../outcome/errors.ts'

/** An error of the file as a whole gets the file's name and line in front; any other stays as it is. */
export function withFileName(error: unknown, file: string): unknown {
  if (!(error instanceof ImportError)) return error
  const place = error.line === undefined ? file : `${file}:${error.line}`
  return new UsageError(`${place}: ${error.message}`)
}
