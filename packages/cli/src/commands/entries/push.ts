import { resolve } from 'node:path'
import { Command } from 'commander'
import { calendarDate } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import type { Run } from '../context.ts'
import type { PushOptions } from './push/push-file.ts'
import { assertReadable, type ReadOptions, withReadFlags } from './push/read-flags.ts'

export { type PushOptions, pushFile as push } from './push/push-file.ts'

const help = `
CSV has a header with the columns userId,date,project,hours and, optionally, note,billable,externalId,id, in any
order, separated by commas, semicolons, tabs or |. NDJSON has one entry a line, JSON a list of entries. A person may
leave userId out. A row with the id of an entry, as export writes it, changes that entry.

An externalId belongs to the client that pushed it: another client, or this one under another id, adds the entry a
second time. --source names a source of the policy instead, which several clients may use, one after the other or
together; there it is also said whether ids are unique per person or overall.

Each row is judged by itself: the good ones are stored, the others are reported and written to
<file>.rejected.csv, to be corrected and pushed. Where externalId is absent, one is derived from person, date,
project and note, so that a file that is pushed twice, or was cut off and is pushed again, changes nothing.

The detailed CSV exports of Toggl, Clockify, Harvest, solidtime, Kimai, Tempo, Everhour and Redmine are known by their
columns; --map names those of any other table, and --mapping remembers them. --people names a CSV file that
says who is who: userId and any of email, name, or firstName and lastName. Without it, a file is your own time, and
rejected if it names anybody else; an application needs it. --date-order is needed only where the dates of the
whole file can be read in two ways. Durations that do not fit the increments of the policy are rejected, unless
--round says what to do. Try "timesheets import check" first.

A project is called what the tool calls it: --project names it by a pattern of {client}, {project}, {code} and
{task}. --projects names a CSV file with the columns code,project and, optionally, client,task; rows whose project
it does not have are rejected, unless --project says what to call them.

A push deletes nothing, unless --sync says that the file has all entries of its source from --from to --to: those
that are stored and not in it are deleted after the push, except in locked weeks. Nothing is changed if a row of
the file is rejected, or if more than --max-deletions would be deleted. --dry-run lists them.

A dry run stores nothing. Rows are judged in batches, and a batch does not see what an earlier one would have
stored: what two rows far apart exceed together, as the hours of a day, shows in the push only.

Examples:
  timesheets push november.csv
  timesheets push november.csv --dry-run
  timesheets push toggl.csv --people people.csv --round nearest
  crm-export | timesheets push - --format ndjson --json --report rejected.csv

Exit codes: 0 all done, 1 unexpected failure, 2 wrong usage, settings or file, 3 some entries were rejected,
4 not authorized, 5 the API could not be reached, 129, 130 or 143 stopped by a signal (130: Ctrl-C).`

type SyncFlags = Pick<Flags, 'sync' | 'from' | 'to' | 'maxDeletions'>

interface Flags extends ReadOptions {
  readonly source?: string
  readonly totals?: boolean
  readonly sync?: boolean
  readonly from?: string
  readonly to?: string
  readonly maxDeletions?: string
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly report?: string | boolean
}

export function pushCommand(run: Run<PushOptions>): Command {
  const command = new Command('push')
    .description('push a file of entries, or the export of another tool')
    .argument('<file>', 'CSV, XLSX, NDJSON or JSON; - is the standard input')
  return withReadFlags(command)
    .option(
      '--source <name>',
      'the source of the external ids, as the policy names it (default: the client id)',
    )
    .option('--sync', 'delete entries of this source, from --from to --to, that are not in the file')
    .option('--from <date>', 'with --sync: the first day, YYYY-MM-DD')
    .option('--to <date>', 'with --sync: the last day, YYYY-MM-DD')
    .option('--max-deletions <share>', 'with --sync: change nothing if more would be deleted (default: 10%)')
    .option('--totals', 'show the hours by person before the push, and as the API has them after it')
    .option('--dry-run', 'show the outcome of each row, and store nothing')
    .option('--json', 'print one JSON object at the end')
    .option('--report <file>', 'write the rejected rows to this CSV file, even if there are none')
    .option('--no-report', 'write no file of rejected rows')
    .addHelpText('after', help)
    .action(
      (
        file: string,
        { dryRun = false, json = false, report, sync, from, to, maxDeletions, ...readFlags }: Flags,
      ) => {
        const path = readReport(report, file, readFlags)
        assertReadable(file, readFlags)
        const syncOptions = readSync({ sync, from, to, maxDeletions })
        return run({
          file,
          ...readFlags,
          ...(syncOptions ? { sync: syncOptions } : {}),
          dryRun,
          json,
          report: path,
        })
      },
    )
}

const defaultShare = '10%'

function readSync({ sync = false, from, to, maxDeletions }: SyncFlags): PushOptions['sync'] {
  if (!sync) {
    const others = Object.entries({ '--from': from, '--to': to, '--max-deletions': maxDeletions })
    const [flag] = others.find(([, value]) => value !== undefined) ?? []
    if (flag !== undefined) throw new UsageError(`${flag} is for --sync`)
    return undefined
  }
  if (from === undefined || to === undefined) {
    throw new UsageError('--sync needs the days that the file covers: add --from and --to')
  }
  for (const date of [from, to]) {
    if (!calendarDate.safeParse(date).success) throw new UsageError(`${date} is not a date: write YYYY-MM-DD`)
  }
  const [, share = ''] = /^(\d{1,3}(?:\.\d+)?)%$/.exec(maxDeletions ?? defaultShare) ?? []
  if (share === '' || Number(share) > 100) {
    throw new UsageError('--max-deletions is a share of the stored entries: write 5% or 100%')
  }
  return { from, to, maxDeletions: Number(share) / 100 }
}

/** commander makes `true` of a `--report` that nobody gave, since there is a `--no-report`. */
function readReport(
  report: string | boolean | undefined,
  file: string,
  { people, projects }: ReadOptions,
): PushOptions['report'] {
  if (report === false) return false
  if (typeof report !== 'string') return undefined
  const isSame = (other: string | undefined) =>
    other !== undefined && other !== '-' && resolve(report) === resolve(other)
  if (isSame(file)) throw new UsageError('--report names the file that is pushed')
  if (isSame(people)) throw new UsageError('--report names the file of people')
  if (isSame(projects)) throw new UsageError('--report names the file of projects')
  return report
}
