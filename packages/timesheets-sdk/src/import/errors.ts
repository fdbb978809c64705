export type ImportErrorCode =
  | 'empty_file'
  | 'not_text'
  | 'line_too_long'
  | 'unknown_format'
  | 'missing_column'
  | 'duplicate_column'
  | 'ambiguous_dates'
  | 'invalid_person'
  | 'ambiguous_person'
  | 'invalid_project'
  | 'file_changed'
  | 'repeated_ids'
  | 'not_json'
  | 'not_calendar'

/**
 * A file as a whole cannot be read, or not without another option. A fault in a single row is not an error
 * but a rejected row. The message does not name the file: prefix its name and {@link line}.
 */
export class ImportError extends Error {
  override readonly name = 'ImportError'
  readonly code: ImportErrorCode
  /** Counted from 1 for the file's first line; `undefined`: the file as a whole. */
  readonly line: number | undefined

  constructor(code: ImportErrorCode, message: string, line?: number) {
    super(message)
    this.code = code
    this.line = line
  }
}
