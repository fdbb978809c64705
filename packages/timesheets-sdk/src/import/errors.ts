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
  | 'file_changed'
  | 'repeated_ids'
  | 'not_json'

/**
 * A file as a whole can't be read, or not without more being said; what is wrong with a single row is no error but a
 * rejected row. The message names no file, since none is known here: put its name and {@link line} before it.
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
