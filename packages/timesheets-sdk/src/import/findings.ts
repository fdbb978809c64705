import type { LongNumber } from './cells/bare-numbers.ts'
import type { FileDateOrder } from './cells/date-survey.ts'
import type { DecimalSeparator } from './cells/decimal.ts'
import type { Encoding } from './csv/lines.ts'
import type { Delimiter } from './csv/table.ts'
import type { ImportFormat } from './formats/format.ts'
import type { ImportLayout } from './formats/layout.ts'
import type { Repeats } from './identity/repeats.ts'
import type { PersonMatch, PersonMatcher } from './people/matcher.ts'
import type { PersonReference } from './people/person.ts'
import type { PersonTally } from './people/tally.ts'

/** The facts about a whole file that are needed before its first row can be read. */
export interface ImportSurvey {
  readonly format: ImportFormat
  readonly layout: ImportLayout
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** Lines with text above the names of the columns, which are not read. */
  readonly titleLines: number
  /** All rows except the header and rows whose cells are all empty; `undefined`: not counted. */
  readonly rows: number | undefined
  readonly dateOrder: FileDateOrder
  /** With `ambiguous`: the reason and the next step. */
  readonly dateOrderProblem: string | undefined
  /** The decimal separator that the hours prove; `undefined`: none does, or they disagree. */
  readonly decimalSeparator: DecimalSeparator | undefined
  /** The durations are fractions of a day, as spreadsheets store them. */
  readonly hasDayFractions: boolean
  /** A number of hours that no day has, where the name of the column does not say hours. */
  readonly longNumber: LongNumber | undefined
  /** The first and last date, `YYYY-MM-DD`, if the order of the dates is known. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** Everyone named by address or name, in the order of their first row. */
  readonly people: readonly SurveyedPerson[]
  /** The number of people named by `userId`. */
  readonly userIds: number
  /** The ids that occur in more than one row. */
  readonly repeats: Repeats
  /** The number of each row among rows with the same identity, in an export. */
  readonly places: Uint32Array | undefined
  /** Values of a column for the kind of a row that are not known, and count as work. */
  readonly unknownKinds: readonly string[]
}

export interface SurveyedPerson {
  readonly person: PersonReference
  /** The number of rows. */
  readonly count: number
  readonly match: PersonMatch
}

/** The part of a survey that depends on the rows. */
export type Findings = Omit<ImportSurvey, 'layout' | 'encoding' | 'delimiter' | 'titleLines'>

/** People with their match in the roster or the file of people. */
export function matched(tally: PersonTally, people: PersonMatcher): SurveyedPerson[] {
  return [...tally.people].map((one) => ({ ...one, match: people.match(one.person) }))
}
