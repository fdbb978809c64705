import { Command } from 'commander'
import type { TimesheetsError } from 'timesheets-sdk/client'
import { inputFile } from '../../io/files/input-file.ts'
import { readTable } from '../../io/files/table-rows.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { Screen } from '../../io/terminal/screen.ts'
import { formatDuration } from '../../io/terminal/time-text.ts'
import type { Context, Run } from '../context.ts'
import type { ImportSpec, ImportTarget } from './spec.ts'

export interface ImportOptions {
  /** `-`: the standard input. */
  readonly file: string
  readonly dryRun: boolean
  readonly json: boolean
  /** Also if approved weeks or a closed period change. */
  readonly correct?: boolean
}

interface Rejection {
  readonly line: number
  readonly code: string
  readonly message: string
}

/**
 * Brings the rows of a file into the API, one after the other, and tells what became of them. A row that is
 * refused keeps no other from going in; the same file again changes nothing.
 */
export async function importRows<Column extends string, Item>(
  spec: ImportSpec<Column, Item>,
  { file: path, dryRun, json, correct = false }: ImportOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const startedAtMs = io.now()
  const screen = new Screen(io, 'timesheets import')
  const file = await inputFile(path, io)
  const { client } = await connect()
  const target = await spec.target(client, { dryRun, correct, nowMs: startedAtMs, signal: io.stop })
  const tally = { read: 0, added: 0, updated: 0, unchanged: 0, rejected: 0 }
  const rejections: Rejection[] = []
  const lineOfKey = new Map<string, number>()

  const tell = async (line: number, key: string | undefined, words: string) => {
    const parts = [`${file.name}:${line}`, ...(key === undefined ? [] : [key]), words]
    if (!json) await screen.result(plainText(parts.join('  ')))
  }
  const reject = async (line: number, key: string | undefined, code: string, message: string) => {
    tally.rejected++
    rejections.push({ line, code, message })
    await tell(line, key, dryRun ? `would be rejected: ${message}` : message)
  }

  async function take(line: number, item: Item): Promise<void> {
    const key = spec.keyOf(item)
    const first = lineOfKey.get(key)
    if (first !== undefined) {
      const message = `stands in line ${first} already: keep one of the two`
      return reject(line, key, 'duplicate_row', message)
    }
    lineOfKey.set(key, line)
    const outcome = target.compare(item)
    const refusal = dryRun
      ? target.rehearse(item)
      : outcome === 'unchanged'
        ? undefined
        : await put(target, item)
    if (refusal) return reject(line, key, refusal.code, refusal.message)
    tally[outcome]++
    if (dryRun) await tell(line, key, outcome === 'unchanged' ? outcome : `would be ${outcome}`)
  }

  async function finish(aborted: boolean): Promise<void> {
    if (json) {
      const ends = { ...(dryRun ? { dryRun } : {}), ...(aborted ? { aborted } : {}) }
      await screen.result(JSON.stringify({ file: path, ...tally, rejections, ...ends }))
    } else await screen.result(summaryLine(tally, { dryRun, aborted, elapsedMs: io.now() - startedAtMs }))
  }

  const warnings: string[] = []
  try {
    for await (const row of readTable(file, spec.table, (message) => warnings.push(message))) {
      for (const warning of warnings.splice(0)) await screen.note(`timesheets: ${plainText(warning)}`)
      io.stop.throwIfAborted()
      tally.read++
      if ('fault' in row) {
        await reject(row.line, undefined, 'malformed_row', row.fault)
        continue
      }
      const read = spec.read(row.cells)
      if ('item' in read) await take(row.line, read.item)
      else {
        const message = read.violations.map((violation) => violation.message).join('; ')
        await reject(row.line, undefined, read.violations[0]?.code ?? 'invalid_value', message)
      }
    }
  } catch (error) {
    if (tally.read > 0) await finish(true)
    throw error
  }
  await finish(false)
  return tally.rejected > 0 ? exitCodes.rejected : exitCodes.done
}

/** The problems that reject one row; any other ends the import. */
async function put<Item>(
  target: ImportTarget<Item>,
  item: Item,
): Promise<{ readonly code: string; readonly message: string } | undefined> {
  try {
    await target.put(item)
    return undefined
  } catch (error) {
    const { name, kind, status } = error as TimesheetsError
    if (name === 'TimesheetsError' && kind === 'refused' && status !== 403) return error as TimesheetsError
    throw error
  }
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

/** `import <file.csv>` of a noun. `corrects`: rows may alter what was approved. */
export function importCommand(
  about: {
    readonly description: string
    readonly columns: readonly string[]
    readonly examples: string
    readonly corrects?: boolean
  },
  run: Run<ImportOptions>,
): Command {
  const columns = `
The first line names the columns, in any order: ${about.columns.join(',')}
The same file again changes nothing. What is not in the file stays as it is.`
  const command = new Command('import')
    .description(about.description)
    .argument('<file>', 'a CSV file in UTF-8; - is the standard input')
    .option('--dry-run', 'show the outcome of each row, and store nothing')
    .option('--json', 'print one JSON object at the end')
  if (about.corrects) command.option('--correct', correctHelp)
  return command
    .addHelpText('after', `${columns}\n${about.examples}`)
    .action((file: string, { dryRun = false, json = false, correct }: Flags) =>
      run({ file, dryRun, json, ...(correct === undefined ? {} : { correct }) }),
    )
}

interface Flags {
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly correct?: boolean
}

/** The help of `--correct`. */
export const correctHelp = 'also change approved weeks and closed periods; payroll sees which'
