import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { UsageError } from '../../io/errors.ts'
import type { ExitCode } from '../../io/exit-codes.ts'
import { type InputFile, inputFile } from '../../io/input-file.ts'
import type { Io } from '../../io/io.ts'
import { plainText } from '../../io/plain-text.ts'
import { ExternalIds } from '../../io/readers/external-ids.ts'
import { type FileFormat, fileFormats, formatOfName } from '../../io/readers/format.ts'
import { wholeLines } from '../../io/readers/whole-lines.ts'
import { defaultReportPath } from '../../io/report.ts'
import { Screen } from '../../io/screen.ts'
import type { Context, Run } from '../context.ts'
import { type Outline, outlineOf, outlineText } from './push/outline.ts'
import { RejectionReport, type ReportPlan } from './push/rejection-report.ts'
import { PushRun } from './push/run.ts'
import { dryRunView, jsonView, plainView } from './push/view.ts'

export interface PushOptions {
  /** A path, or `-` for the standard input. */
  readonly file: string
  /** `undefined`: by the file's name, else by what it begins with. */
  readonly format: FileFormat | undefined
  readonly dryRun: boolean
  readonly json: boolean
  /** A path; `false`: none; `undefined`: beside the file, when something is rejected. */
  readonly report: string | false | undefined
}

const help = `
CSV has a header with the columns userId,date,project,hours and, as wanted, note,billable,externalId, in any
order. NDJSON has one entry a line, JSON a list of entries. A person may leave userId out.

Each row is judged by itself: the good ones are stored, the others are reported and written to
<file>.rejected.csv, to be mended and pushed. Where externalId is absent, one is derived from person, date,
project and note, so that a file that is pushed twice, or was cut off and is pushed again, changes nothing.

A dry run stores nothing. Rows are judged in batches, and a batch does not see what an earlier one would have
stored: what two rows far apart exceed together, as the hours of a day, shows in the push only.

Examples:
  timesheets push november.csv
  timesheets push november.csv --dry-run
  crm-export | timesheets push - --format ndjson --json --report rejected.csv

Exit codes: 0 all done, 1 unexpected failure, 2 wrong usage, settings or file, 3 some entries were rejected,
4 not authorized, 5 the API could not be reached, 130 stopped by Ctrl-C.`

interface Flags {
  readonly format?: FileFormat
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly report?: string | boolean
}

export function pushCommand(run: Run<PushOptions>): Command {
  return new Command('push')
    .description('push a file of entries')
    .argument('<file>', 'CSV, NDJSON or JSON; - is the standard input')
    .addOption(
      new Option('--format <format>', 'what the file is, where its name or beginning does not tell').choices(
        fileFormats,
      ),
    )
    .option('--dry-run', 'say of each row what would become of it, and store nothing')
    .option('--json', 'print one JSON object at the end')
    .option('--report <file>', 'write the rejected rows to this CSV file, even if there are none')
    .option('--no-report', 'write no file of rejected rows')
    .addHelpText('after', help)
    .action((file: string, { format, dryRun = false, json = false, report }: Flags) =>
      run({ file, format, dryRun, json, report: readReport(report, file) }),
    )
}

/** commander makes `true` of a `--report` that nobody gave, since there is a `--no-report`. */
function readReport(report: string | boolean | undefined, file: string): PushOptions['report'] {
  if (report === false) return false
  if (typeof report !== 'string') return undefined
  if (file !== '-' && resolve(report) === resolve(file))
    throw new UsageError('--report names the file that is pushed')
  return report
}

/** Pushes a file, and tells row by row what became of it where that is not what was wanted. */
export async function push(options: PushOptions, { io, connect }: Context): Promise<ExitCode> {
  const { file: path, dryRun } = options
  const startedAtMs = io.now()
  const file = await inputFile(path, io)
  const screen = new Screen(io, plainText(file.name))
  screen.status(`Reading ${plainText(file.name)}`)
  try {
    const { client, host } = await connect()
    const format = options.format ?? formatOfName(path)
    const outline = await outlineOf(file, format)
    const me = await client.me({ signal: io.stop })
    await screen.note(
      headline(file, outline, `${me.isMachine ? me.client : (me.email ?? me.userId)} at ${host}`, io),
    )
    const report = new RejectionReport(reportPlan(options, file), (message) => screen.note(message))
    await report.begin()
    const names = { file: file.name, person: me.userId ?? '' }
    const view = options.json
      ? jsonView(screen)
      : dryRun
        ? dryRunView(screen, names)
        : plainView(screen, names)
    const reading = {
      name: file.name,
      pieces: wholeLines(file.read(), file.name),
      ownUserId: me.userId,
      externalIds: new ExternalIds(),
      warn: (message: string) => void screen.note(plainText(message)).catch(() => {}),
    }
    io.stop.addEventListener('abort', () => void screen.note(stopping).catch(() => {}), { once: true })
    const run = new PushRun({
      io,
      screen,
      client,
      path,
      file,
      format,
      reading,
      total: outline?.rows,
      dryRun,
      startedAtMs,
      view,
      report,
    })
    return await run.run()
  } finally {
    screen.end()
  }
}

const stopping = 'Stopping when what is on its way is answered; once more stops at once.'

function headline(file: InputFile, outline: Outline | undefined, who: string, io: Pick<Io, 'now'>): string {
  const content = outline
    ? outlineText(outline, new Date(io.now()).getUTCFullYear())
    : file.size === undefined
      ? 'of unknown length'
      : `${(file.size / 1_000_000).toFixed(1)} MB`
  return plainText(`${file.name}: ${content}, as ${who}`)
}

function reportPlan({ report, dryRun, file: path }: PushOptions, file: InputFile): ReportPlan {
  if (report === false) return undefined
  if (report !== undefined) return { path: report, when: 'always' }
  // What can be read once only, as a pipe, has no place beside it; a dry run leaves nothing behind that was not asked for.
  return dryRun || file.size === undefined ? undefined : { path: defaultReportPath(path), when: 'rejected' }
}
