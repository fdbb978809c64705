import { Command } from 'commander'
import { type NewEntry, newEntrySchema, violationsOfSchema } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printWritten } from './entry-text.ts'
import { flagError, readHoursFlag } from './flags.ts'
import { withSuggestions } from './suggest-projects.ts'

export interface AddOptions {
  /** Without `date`, which is then today's. */
  readonly entry: Omit<NewEntry, 'date'> & { readonly date?: string }
  readonly source?: string | undefined
  readonly json: boolean
}

const examples = `
Examples:
  timesheets add --project ACME-42 --hours 7:30
  timesheets add --date 2026-11-12 --project ACME-42 --hours 90m --note 'design review' --no-billable`

interface Flags {
  readonly date?: string
  readonly project: string
  readonly hours: string
  readonly note?: string
  readonly billable?: boolean
  readonly externalId?: string
  readonly source?: string
  readonly user?: string
  readonly json?: boolean
}

export function addCommand(run: Run<AddOptions>): Command {
  return new Command('add')
    .description('log an entry')
    .requiredOption('--project <code>', 'the code of the project')
    .requiredOption('--hours <hours>', 'as 7.5, 7:30, 7h30 or 90m; a bare number is hours')
    .option('--date <date>', 'the day, YYYY-MM-DD (default: today)')
    .option('--note <text>', 'what was done')
    .option('--billable', "billable (default: the project's setting, else yes)")
    .option('--no-billable', 'not to be billed')
    .option('--external-id <id>', 'its name in the source system; the same name again adds nothing')
    .option(
      '--source <name>',
      'the source of the external id, as the policy names it (default: the client id)',
    )
    .option('--user <id>', 'the person; required for a machine client (default: yourself)')
    .option('--json', 'print the entry as JSON')
    .addHelpText('after', examples)
    .action(({ json = false, source, ...flags }: Flags) => run({ entry: readEntry(flags), source, json }))
}

function readEntry({ hours, user, ...members }: Omit<Flags, 'json' | 'source'>): AddOptions['entry'] {
  const entry = { ...members, hours: readHoursFlag(hours), ...(user === undefined ? {} : { userId: user }) }
  // Any date will do to look at the others; that of today is known when it is sent.
  const candidate = { date: '2000-01-01', ...entry }
  const parsed = newEntrySchema.safeParse(candidate)
  if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, candidate))
  return entry
}

/** Logs one entry. */
export async function add({ entry, source, json }: AddOptions, context: Context): Promise<ExitCode> {
  const { io, connect } = context
  const { client } = await connect()
  const date = entry.date ?? localDate(io.now())
  const { created, ...written } = await withSuggestions(entry.project, client, context, () =>
    client.entries.create({ ...entry, date }, { source, signal: io.stop }),
  )
  await printWritten(created ? 'Added' : 'Was there already:', written, json, io)
  return exitCodes.done
}

/** The calendar date where the person is. */
function localDate(nowMs: number): string {
  const now = new Date(nowMs)
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
