import { Command } from 'commander'
import { type TimesheetsClient, TimesheetsError } from 'timesheets-sdk/client'
import { type Entry, weekOf } from 'timesheets-sdk/model'
import { lockedStatuses } from 'timesheets-sdk/rules'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { type LastChange, lastChangeFile, mostUndone } from '../../state/last-change.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface UndoOptions {
  readonly dryRun: boolean
  readonly json: boolean
}

const help = `
Deletes the entries that the last add, fill, timer stop or push on this machine added. Entries that were changed since
are kept, as is everything that a push changed. If any of the weeks is submitted or approved, nothing is deleted.`

export function undoCommand(run: Run<UndoOptions>): Command {
  return new Command('undo')
    .description('take back the entries that the last command on this machine added')
    .option('--dry-run', 'say what would be deleted, and delete nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', help)
    .action(({ dryRun = false, json = false }: Partial<UndoOptions>) => run({ dryRun, json }))
}

/** Deletes what was added last, if all of it may be deleted. */
export async function undo({ dryRun, json }: UndoOptions, { io, connect }: Context): Promise<ExitCode> {
  const file = lastChangeFile(io.env)
  const last = await file?.read()
  if (file === undefined || last === undefined)
    throw new UsageError('there is nothing to undo on this machine')
  const { client, host } = await connect()
  const ids = idsOf(last, host)
  const { entries, missing } = await readEntries(client, ids, io.stop)
  const locked = entries.filter(({ status }) => lockedStatuses.includes(status))
  if (locked.length > 0) {
    for (const line of weeksOf(locked)) await io.stderr.write(`timesheets: ${line}\n`)
    await io.stderr.write(
      'Nothing was undone. Recall the week, or ask for it to be reopened, then try again.\n',
    )
    return exitCodes.rejected
  }
  const unchanged = entries.filter(({ version }) => version === 1)
  const kept = entries.length - unchanged.length
  if (!dryRun) {
    await eightAtATime(unchanged, (entry) => deleteOnce(client, entry, io.stop))
    await file.remove()
  }
  const { command, changed } = last
  const deleted = unchanged.length
  const value = { command, deleted, missing, kept, changed, dryRun }
  for (const note of notesOf(value)) await io.stderr.write(`Note: ${note}\n`)
  const verb = dryRun ? 'Would delete' : 'Deleted'
  const text = `${verb}  ${deleted} ${deleted === 1 ? 'entry' : 'entries'} of: ${plainText(command)}`
  await printChange({ text, value }, json, io)
  return exitCodes.done
}

function idsOf({ command, host: lastHost, added }: LastChange, host: string): readonly string[] {
  if (lastHost !== host) {
    throw new UsageError(
      `the last change (${command}) was made at ${lastHost}, not at ${host}: choose its profile or settings`,
    )
  }
  if (added === undefined) {
    throw new UsageError(
      `the last change (${command}) added more than ${mostUndone} entries: delete them one by one`,
    )
  }
  return added
}

async function readEntries(client: TimesheetsClient, ids: readonly string[], signal: AbortSignal) {
  const found = await eightAtATime(ids, (id) =>
    client.entries.get(id, { signal }).catch((error: unknown) => {
      if (isGone(error)) return undefined
      throw error
    }),
  )
  const entries = found.filter((entry) => entry !== undefined)
  return { entries, missing: ids.length - entries.length }
}

async function eightAtATime<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let first = 0; first < items.length; first += 8) {
    results.push(...(await Promise.all(items.slice(first, first + 8).map(act))))
  }
  return results
}

/** An entry that changes meanwhile is not deleted. */
async function deleteOnce(client: TimesheetsClient, entry: Entry, signal: AbortSignal): Promise<void> {
  try {
    await client.entries.delete(entry.id, { basedOn: entry, signal })
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

function isGone(error: unknown): boolean {
  return error instanceof TimesheetsError && error.status === 404
}

function weeksOf(entries: readonly Entry[]): string[] {
  const lines = entries.map(({ date, userId, status }) => `week ${weekOf(date)} of ${userId} is ${status}`)
  return [...new Set(lines)].map(plainText)
}

function notesOf({ missing, kept, changed }: { missing: number; kept: number; changed: number }): string[] {
  return [
    missing > 0 ? `already deleted: ${missing}` : '',
    kept > 0 ? `changed since, and kept: ${kept}` : '',
    changed > 0 ? `changed by the command, and kept as changed: ${changed}` : '',
  ].filter((note) => note !== '')
}
