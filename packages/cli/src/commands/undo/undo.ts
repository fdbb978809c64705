import { Command } from 'commander'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { type LastChange, lastChangeFile, mostUndone, type NotedEntry } from '../../state/last-change.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'
import { type Outcome, takeBack } from './take-back.ts'

export interface UndoOptions {
  readonly dryRun: boolean
  readonly json: boolean
}

const help = `
Takes back the last add, edit, fill, timer stop, delete or push on this machine: added entries are deleted, changed
ones get their former content, and deleted ones, also those of push --sync, are added again. Entries that were changed
since are kept. An entry whose week is submitted or approved stays as it is and is listed: recall the week, or ask for it to
be reopened, then undo again.`

export function undoCommand(run: Run<UndoOptions>): Command {
  return new Command('undo')
    .description('take back what the last command on this machine changed')
    .option('--dry-run', 'show what would be undone, and change nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', help)
    .action(({ dryRun = false, json = false }: Partial<UndoOptions>) => run({ dryRun, json }))
}

/** An entry that was not taken back. */
interface NotUndone {
  readonly noted: NotedEntry
  readonly code: string
  readonly message: string
}

type Counts = Record<Exclude<Outcome['result'], 'refused'>, number>

const mostOnScreen = 20

/** Takes back the changes that were made last, one by one, and keeps those that cannot be for another try. */
export async function undo({ dryRun, json }: UndoOptions, { io, connect }: Context): Promise<ExitCode> {
  const file = lastChangeFile(io.env)
  const last = await file?.read()
  if (file === undefined || last === undefined)
    throw new UsageError('there is nothing to undo on this machine')
  const { client, host } = await connect()
  const entries = entriesOf(last, host)
  const isRestoring = entries.some(({ change }) => change === 'deleted')
  const clientId = isRestoring ? (await client.me({ signal: io.stop })).client : ''
  const counts: Counts = { deleted: 0, changedBack: 0, restored: 0, missing: 0, kept: 0 }
  const notUndone: NotUndone[] = []
  // Deletions make room in the hours of a day for what comes back.
  for (const change of ['added', 'updated', 'deleted'] as const) {
    const those = entries.filter((entry) => entry.change === change)
    await eightAtATime(those, async (noted) => {
      const outcome = await takeBack(client, noted, { dryRun, signal: io.stop, clientId })
      if (outcome.result === 'refused') notUndone.push({ noted, ...outcome })
      else counts[outcome.result]++
    })
  }
  if (!dryRun && notUndone.length === 0) await file.remove()
  else if (!dryRun) await file.write({ ...last, entries: notUndone.map(({ noted }) => noted) })

  for (const { noted, message } of notUndone.slice(0, mostOnScreen)) {
    await io.stderr.write(`timesheets: ${plainText(`entry ${noted.id} was not undone: ${message}`)}\n`)
  }
  const more = notUndone.length - mostOnScreen
  if (more > 0) await io.stderr.write(`timesheets: ... and ${more} more entries were not undone\n`)
  for (const note of notesOf(counts)) await io.stderr.write(`Note: ${note}\n`)
  const { command } = last
  const refused = notUndone.map(({ noted: { id }, code, message }) => ({ id, code, message }))
  const value = { command, ...counts, notUndone: refused, dryRun }
  await printChange({ text: linesOf(counts, command, dryRun).join('\n'), value }, json, io)
  return notUndone.length === 0 ? exitCodes.done : exitCodes.rejected
}

function entriesOf({ command, host: lastHost, entries }: LastChange, host: string): readonly NotedEntry[] {
  if (lastHost !== host) {
    throw new UsageError(
      `the last change (${command}) was made at ${lastHost}, not at ${host}: choose its profile or settings`,
    )
  }
  if (entries === null) {
    throw new UsageError(
      `the last change (${command}) was of more than ${mostUndone} entries: change them one by one`,
    )
  }
  return entries
}

async function eightAtATime<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (let first = 0; first < items.length; first += 8) {
    await Promise.all(items.slice(first, first + 8).map(act))
  }
}

const verbs = {
  deleted: ['Deleted', 'Would delete'],
  changedBack: ['Changed back', 'Would change back'],
  restored: ['Restored', 'Would restore'],
} as const

function linesOf(counts: Counts, command: string, dryRun: boolean): string[] {
  const lines = Object.entries(verbs).flatMap(([name, [done, would]]) => {
    const count = counts[name as keyof typeof verbs]
    const entries = count === 1 ? 'entry' : 'entries'
    return count === 0 ? [] : [`${dryRun ? would : done}  ${count} ${entries} of: ${plainText(command)}`]
  })
  return lines.length > 0 ? lines : [`Nothing was undone of: ${plainText(command)}`]
}

function notesOf({ missing, kept }: Counts): string[] {
  return [
    missing > 0 ? `already deleted: ${missing}` : '',
    kept > 0 ? `changed since, and kept: ${kept}` : '',
  ].filter((note) => note !== '')
}
