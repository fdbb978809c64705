import { Command } from 'commander'
import {
  type AcceptedRow,
  type Encoding,
  type PlannedRow,
  planImport,
  type RecordKind,
  type RowReason,
} from 'timesheets-sdk/import/records'
import { withFileName } from '../../io/files/file-name.ts'
import { inputFile } from '../../io/files/input-file.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { Screen } from '../../io/terminal/screen.ts'
import { formatDuration } from '../../io/terminal/time-text.ts'
import type { Context, Run } from '../context.ts'
import { encodingOption } from '../entries/push/read-flags.ts'

export interface ImportOptions {
  /** `-`: the standard input. */
  readonly file: string
  readonly dryRun: boolean
  readonly json: boolean
  /** Also if approved weeks or a closed period change. */
  readonly correct?: boolean
  /** Of a file that is neither UTF-8 nor UTF-16. */
  readonly encoding?: Encoding
}

interface Rejection {
  readonly line: number
  readonly code: string
  readonly message: string
}

/**
 * Brings the rows of a file into the API, one after the other, and reports the outcome of each. A rejected
 * row keeps no other from being stored; the same file again changes nothing.
 */
export async function importRows<Column extends string, Item, Stored extends object>(
  kind: RecordKind<Column, Item, Stored>,
  { file: path, dryRun, json, correct = false, encoding }: ImportOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const startedAtMs = io.now()
  const signal = io.stop
  const screen = new Screen(io, 'timesheets import')
  const file = await inputFile(path, io)
  const { client } = await connect()
  const tally = { read: 0, added: 0, updated: 0, unchanged: 0, rejected: 0 }
  const rejections: Rejection[] = []

  const tell = async (line: number, key: string | undefined, words: string) => {
    const parts = [`${file.name}:${line}`, ...(key === undefined ? [] : [key]), words]
    if (!json) await screen.result(plainText(parts.join('  ')))
  }

  async function take(row: PlannedRow): Promise<void> {
    const { line, key, outcome } = row
    const rejection = outcome === 'rejected' ? asOne(row.reasons) : await store(row)
    if (rejection) {
      const { code, message } = rejection
      tally.rejected++
      rejections.push({ line, code, message })
      await tell(line, key, dryRun ? `would be rejected: ${message}` : message)
    } else {
      tally[outcome]++
      if (dryRun) await tell(line, key, outcome === 'unchanged' ? outcome : `would be ${outcome}`)
    }
  }

  async function store(row: AcceptedRow) {
    return dryRun || row.outcome === 'unchanged' ? undefined : row.store({ correct, signal })
  }

  async function finish(aborted: boolean): Promise<void> {
    if (json) {
      const ends = { ...(dryRun ? { dryRun } : {}), ...(aborted ? { aborted } : {}) }
      await screen.result(JSON.stringify({ file: path, ...tally, rejections, ...ends }))
    } else await screen.result(summaryLine(tally, { dryRun, aborted, elapsedMs: io.now() - startedAtMs }))
  }

  try {
    const options = { nowMs: startedAtMs, judge: dryRun, encoding, signal }
    const { columns, rows } = await planImport(kind, client, file.read(), options)
    const ignored = columns.inFile.filter(({ column }) => column === undefined).map(({ name }) => name)
    if (ignored.length > 0 && columns.missing.length === 0) {
      const message = `${file.name}: the columns ${ignored.join(', ')} are not known: they are left out`
      await screen.note(`timesheets: ${plainText(message)}`)
    }
    for await (const row of rows) {
      signal.throwIfAborted()
      tally.read++
      await take(row)
    }
  } catch (error) {
    if (tally.read > 0) await finish(true)
    throw withFileName(error, file.name)
  }
  await finish(false)
  return tally.rejected > 0 ? exitCodes.rejected : exitCodes.done
}

function asOne(reasons: readonly RowReason[]): Omit<Rejection, 'line'> {
  const message = reasons.map((reason) => reason.message).join('; ')
  return { code: reasons[0]?.code ?? 'invalid_value', message }
}

function summaryLine(
  { read, ...counts }: Readonly<Record<'read' | 'added' | 'updated' | 'unchanged' | 'rejected', number>>,
  end: { readonly dryRun: boolean; readonly aborted: boolean; readonly elapsedMs: number },
): string {
  if (read === 0) return 'No rows: nothing to import.'
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${end.dryRun && what !== 'unchanged' ? `would be ${what}` : what}`)
  const line = parts.join(', ') || 'Nothing was done'
  if (end.aborted)
    return end.dryRun ? `${line}. Nothing was stored.` : `${line}. Run the same command again to finish.`
  return end.dryRun
    ? `${line} in ${formatDuration(end.elapsedMs)}. Nothing was stored.`
    : `${line} in ${formatDuration(end.elapsedMs)}`
}

/** `import <file.csv>` of a noun. */
export function importCommand(
  about: {
    readonly description: string
    readonly columns: readonly string[]
    readonly examples: string
  },
  run: Run<ImportOptions>,
): Command {
  const columns = `
The first line names the columns, in any order: ${about.columns.join(',')}
The same file again changes nothing. Rows and columns that are not in the file stay as they are; an empty cell
removes the value.`
  return new Command('import')
    .description(about.description)
    .argument('<file>', 'a CSV file; - is the standard input')
    .option('--dry-run', 'show the outcome of each row, and store nothing')
    .option('--json', 'print one JSON object at the end')
    .option('--correct', correctHelp)
    .addOption(encodingOption())
    .addHelpText('after', `${columns}\n${about.examples}`)
    .action((file: string, { dryRun = false, json = false, ...flags }: Flags) =>
      run({ file, dryRun, json, ...flags }),
    )
}

interface Flags {
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly correct?: boolean
  readonly encoding?: Encoding
}

/** The help of `--correct`. */
export const correctHelp = 'also change approved weeks and closed periods; payroll sees which'
