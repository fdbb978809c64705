import { Command } from 'commander'
import { type EntryPatch, entryPatchSchema, violationsOfSchema } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { changeNotes } from '../../state/last-change.ts'
import type { Context, Run } from '../context.ts'
import { flagError } from '../flag-error.ts'
import { entryBefore } from './entry-before.ts'
import { printWritten } from './entry-text.ts'
import { readHoursFlag } from './flags.ts'
import { withSuggestions } from './suggest-projects.ts'

export interface EditOptions {
  readonly id: string
  readonly patch: EntryPatch
  readonly ifMatch: string | undefined
  readonly json: boolean
}

const examples = `
Examples:
  timesheets edit 0199b8f0-... --hours 6:45
  timesheets edit 0199b8f0-... --note ''            # takes the note away
  timesheets edit 0199b8f0-... --hours 8 --if-match '"3-open"'`

interface Flags {
  readonly date?: string
  readonly project?: string
  readonly hours?: string
  readonly note?: string
  readonly billable?: boolean
  readonly ifMatch?: string
  readonly json?: boolean
}

export function editCommand(run: Run<EditOptions>): Command {
  return new Command('edit')
    .description('change the given parts of an entry')
    .argument('<id>', 'the id, as list shows it')
    .option('--date <date>', 'the day, YYYY-MM-DD')
    .option('--project <code>', 'the code of the project')
    .option('--hours <hours>', 'as 7.5, 7:30, 7h30 or 90m; a bare number is hours')
    .option('--note <text>', 'the work done; an empty text removes the note')
    .option('--billable', 'to be billed')
    .option('--no-billable', 'not to be billed')
    .option('--if-match <etag>', 'fail if somebody has changed the entry since show printed this tag')
    .option('--json', 'print the entry as JSON')
    .addHelpText('after', examples)
    .action((id: string, { json = false, ifMatch, ...flags }: Flags) =>
      run({ id, patch: readPatch(flags), ifMatch, json }),
    )
}

function readPatch({ hours, note, ...members }: Omit<Flags, 'json' | 'ifMatch'>): EntryPatch {
  const patch = {
    ...members,
    ...(hours === undefined ? {} : { hours: readHoursFlag(hours) }),
    ...(note === undefined ? {} : { note: note === '' ? null : note }),
  }
  if (Object.keys(patch).length === 0) {
    throw new UsageError('nothing to change: name --date, --project, --hours, --note or --billable')
  }
  const parsed = entryPatchSchema.safeParse(patch)
  if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, patch))
  return parsed.data
}

/** Changes one entry. */
export async function edit({ id, patch, ifMatch, json }: EditOptions, context: Context): Promise<ExitCode> {
  const { io, connect } = context
  const { client, host } = await connect()
  const before = await entryBefore(client, id, io.stop)
  const written = await withSuggestions(patch.project, client, context, () =>
    client.entries.update(id, patch, {
      signal: io.stop,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    }),
  )
  const notes = changeNotes(io.env, { command: `edit ${id}`, host })
  const { userId, version } = written
  // An edit without effect leaves the version as it is: undo would take back an earlier change.
  if (before && version === before.version + 1) notes.note({ id, change: 'updated', userId, version })
  await notes.keep()
  await printWritten('Changed', written, json, io)
  return exitCodes.done
}
