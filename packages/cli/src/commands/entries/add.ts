import { Command } from 'commander'
import { type NewEntry, newEntrySchema, violationsOfSchema } from 'timesheets-sdk/model'
import type { Outbox } from 'timesheets-sdk/outbox'
import type { Io } from '../../io/io.ts'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { changeNotes } from '../../state/last-change.ts'
import type { Context, Run } from '../context.ts'
import { flagError } from '../flag-error.ts'
import { localDate } from '../local-date.ts'
import { changeLine } from '../outbox/change-text.ts'
import { printChange } from '../print.ts'
import { printWritten } from './entry-text.ts'
import { readHoursFlag } from './flags.ts'
import { withSuggestions } from './suggest-projects.ts'

export interface AddOptions {
  /** Without `date`, which is then today's. */
  readonly entry: Omit<NewEntry, 'date'> & { readonly date?: string }
  readonly source?: string | undefined
  readonly json: boolean
  /** Queue it, to be sent by `timesheets sync`. */
  readonly offline?: boolean
}

const examples = `
Examples:
  timesheets add --project ACME-42 --hours 7:30
  timesheets add --date 2026-11-12 --project ACME-42 --hours 90m --note 'design review' --no-billable
  timesheets add --offline --project ACME-42 --hours 7:30; timesheets sync`

interface Flags {
  readonly date?: string
  readonly project: string
  readonly hours: string
  readonly note?: string
  readonly billable?: boolean
  readonly externalId?: string
  readonly source?: string
  readonly user?: string
  readonly offline?: boolean
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
    .option('--offline', 'queue it without a network, to be sent by timesheets sync')
    .option('--json', 'print the entry as JSON')
    .addHelpText('after', examples)
    .action(({ json = false, source, offline = false, ...flags }: Flags) => {
      if (offline && source !== undefined)
        throw new UsageError('--offline queues entries of your own source: leave --source out')
      return run({ entry: readEntry(flags), source, json, ...(offline ? { offline } : {}) })
    })
}

function readEntry({
  hours,
  user,
  ...members
}: Omit<Flags, 'json' | 'source' | 'offline'>): AddOptions['entry'] {
  const entry = { ...members, hours: readHoursFlag(hours), ...(user === undefined ? {} : { userId: user }) }
  // Any date will do to look at the others; that of today is known when it is sent.
  const candidate = { date: '2000-01-01', ...entry }
  const parsed = newEntrySchema.safeParse(candidate)
  if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, candidate))
  return entry
}

/** Logs one entry, or queues it. */
export async function add(options: AddOptions, context: Context): Promise<ExitCode> {
  const { entry, source, json, offline } = options
  const { io, connect } = context
  const { client, host, openOutbox } = await connect()
  const date = entry.date ?? localDate(io.now())
  if (offline) return queue({ ...entry, date }, await openOutbox(), json, io)
  const { created, ...written } = await withSuggestions(entry.project, client, context, () =>
    client.entries.create({ ...entry, date }, { source, signal: io.stop }),
  )
  const notes = changeNotes(io.env, { command: `add to ${entry.project}`, host })
  if (created) notes.note({ id: written.id, change: 'added' })
  await notes.keep()
  await printWritten(created ? 'Added' : 'Was there already:', written, json, io)
  return exitCodes.done
}

async function queue(entry: NewEntry, outbox: Outbox, json: boolean, io: Io): Promise<ExitCode> {
  const result = await outbox.create(entry)
  if (result.status === 'rejected') {
    for (const { message } of result.errors) await io.stderr.write(`timesheets: ${plainText(message)}\n`)
    return exitCodes.rejected
  }
  const { change, warnings } = result
  for (const { message } of warnings) await io.stderr.write(`Note: ${plainText(message)}\n`)
  if (change !== undefined)
    await printChange({ text: `Queued  ${changeLine(change)}`, value: change }, json, io)
  await io.stderr.write(`${(await outbox.changes()).length} in the queue; to send: timesheets sync\n`)
  return exitCodes.done
}
