import type { DateOrder, Rounding } from 'timesheets-sdk/import'
import type { PushFormat } from './recognize.ts'

/** What may be said of an export of another tool. */
export interface ExportOptions {
  /** The path of the file that says who is who. */
  readonly people?: string | undefined
  readonly dateOrder?: DateOrder | undefined
  readonly round?: Rounding | undefined
}

export interface PushOptions extends ExportOptions {
  /** A path, or `-` for the standard input. */
  readonly file: string
  /** `undefined`: by the file's name, its columns or what it begins with. */
  readonly format: PushFormat | undefined
  readonly dryRun: boolean
  readonly json: boolean
  /** A path; `false`: none; `undefined`: beside the file, when something is rejected. */
  readonly report: string | false | undefined
}

/** The flags that a push was started with and that are of exports alone, as they are written. */
export function exportFlagsIn({ people, dateOrder, round }: ExportOptions): string[] {
  return Object.entries({ people, 'date-order': dateOrder, round }).flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag} ${shellWord(value)}`],
  )
}

function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
