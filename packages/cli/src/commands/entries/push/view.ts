import type { ImportedEntry, ImportTotals } from 'timesheets-sdk/import'
import type { Violation } from 'timesheets-sdk/model'
import { OutputClosedError } from '../../../io/outcome/errors.ts'
import { plainText } from '../../../io/terminal/plain-text.ts'
import type { Screen } from '../../../io/terminal/screen.ts'
import { conditional, KeptRejections, type PushResult, summaryLine } from './result.ts'
import type { Rejection } from './source.ts'
import { storedTable, totalsJson } from './totals.ts'

/** The messages of a push while it runs, and at its end. */
export interface PushView {
  /** A row was read. */
  read(row: { readonly line: number }): void
  /** An entry was stored or, in a dry run, would be. */
  accepted(
    row: Pick<ImportedEntry, 'line' | 'entry'>,
    status: string,
    warnings: readonly Pick<Violation, 'message'>[],
  ): void | Promise<void>
  rejected(rejection: Rejection): Promise<void>
  finished(result: PushResult, reportPath: string | undefined): Promise<void>
}

const mostOnScreen = 20

/** Names of things, as they stand at the beginning of lines. */
export interface ViewNames {
  /** The file's name. */
  readonly file: string
  /** The person for rows that name nobody. */
  readonly person: string
  /** The flags that a report of the rejected rows is to be pushed with. */
  readonly flags: string
}

/** Each rejection at once, the first 20 of them, and a line at the end. */
export function plainView(screen: Screen, names: ViewNames): PushView {
  const print = forgiving((text) => screen.result(text))
  let rejections = 0
  return {
    read() {},
    accepted() {},
    async rejected(rejection) {
      if (++rejections <= mostOnScreen) await print(rejectionLine(rejection, names))
    },
    async finished(result, reportPath) {
      if (rejections > mostOnScreen) {
        const where =
          reportPath === undefined ? 'name a file with --report to have them all' : 'all are in the report'
        await print(`... and ${rejections - mostOnScreen} more rejected rows: ${where}`)
      }
      for (const line of warningLines(result, names)) await print(line)
      await print(summaryLine(result))
      if (result.stored) for (const line of storedTable(result.stored)) await print(line)
      if (reportPath !== undefined) {
        const flags = names.flags === '' ? '' : ` with ${names.flags}`
        await print(plainText(`Rejected rows: ${reportPath} (fix, then push that file${flags})`))
      }
    },
  }
}

/** The verdict on each row, in the order of the file, and a line at the end. */
export function dryRunView(screen: Screen, names: ViewNames): PushView {
  const print = forgiving((text) => screen.result(text))
  const lines = new InOrder(print)
  return {
    read({ line }) {
      lines.expect(line)
    },
    accepted({ line, entry: { userId = '', date = '' } }, status, warnings) {
      const words = [conditional(status), ...warnings.map(({ message }) => `warning: ${message}`)].join('; ')
      return lines.settle(line, rowLine(line, undefined, { person: userId, date }, words, names))
    },
    rejected(rejection) {
      return lines.settle(rejection.line, rejectionLine(rejection, names, 'would be rejected: '))
    },
    async finished(result, reportPath) {
      await print(summaryLine(result))
      if (reportPath !== undefined) await print(`Rows that would be rejected: ${plainText(reportPath)}`)
    },
  }
}

/** One JSON object at the end, and nothing before it. */
export function jsonView(screen: Screen, totals: ImportTotals | undefined): PushView {
  const kept = new KeptRejections()
  return {
    read() {},
    accepted() {},
    async rejected(rejection) {
      kept.add(rejection)
    },
    async finished(result) {
      if (result.aborted) await forgiving((text) => screen.note(text))(summaryLine(result))
      await screen.result(kept.json(result, totals && totalsJson(totals)))
    },
  }
}

/** The first warnings of each code, and how many more there are. */
function warningLines({ warnings }: PushResult, { file }: ViewNames): string[] {
  return warnings.flatMap(({ code, count, first }) => {
    const shown = first.map(({ line, message }) => plainText(`${file}:${line}  warning: ${message}`))
    const more = count - first.length
    return more === 0 ? shown : [...shown, plainText(`... and ${more} more warnings of this kind (${code})`)]
  })
}

function rejectionLine(rejection: Rejection, names: ViewNames, prefix = ''): string {
  const { line, column, message } = rejection
  return rowLine(line, column, rejection, `${prefix}${message}`, names)
}

/** `file:line:column  person  date  message`, without what is not known. */
function rowLine(
  line: number,
  column: string | undefined,
  { person, date }: Pick<Rejection, 'person' | 'date'>,
  message: string,
  names: ViewNames,
): string {
  const place = [names.file, line, column].filter((part) => part !== undefined).join(':')
  const parts = [place, person || names.person, date ?? '', message]
  return plainText(parts.filter((part) => part !== '').join('  '))
}

/** Where nobody reads the lines any more, the push goes on all the same. */
function forgiving(print: (text: string) => Promise<void>): (text: string) => Promise<void> {
  return async (text) => {
    try {
      await print(text)
    } catch (error) {
      if (!(error instanceof OutputClosedError)) throw error
    }
  }
}

/** At most so many are held back, so that memory stays flat; later ones lose their order. */
const mostHeld = 10_000

/** Prints the verdicts on rows in the order of the file, though they are not reached in it. */
export class InOrder {
  readonly #print: (text: string) => Promise<void>
  readonly #verdicts = new Map<number, string | undefined>()

  constructor(print: (text: string) => Promise<void>) {
    this.#print = print
  }

  /** A row was read, and its verdict is to come. */
  expect(line: number): void {
    this.#verdicts.set(line, undefined)
  }

  async settle(line: number, verdict: string): Promise<void> {
    this.#verdicts.set(line, verdict)
    const holdsTooMany = this.#verdicts.size > mostHeld
    const ready: string[] = []
    for (const [next, text] of this.#verdicts) {
      if (text !== undefined) {
        ready.push(text)
        this.#verdicts.delete(next)
      } else if (!holdsTooMany) break
    }
    for (const text of ready) await this.#print(text)
  }
}
