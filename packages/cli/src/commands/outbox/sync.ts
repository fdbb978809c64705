import { Command } from 'commander'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import { addDays, weekOf } from 'timesheets-sdk/model'
import type { Outbox, QueuedChange, SendReport } from 'timesheets-sdk/outbox'
import type { Io } from '../../io/io.ts'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { entryLine } from '../entries/entry-text.ts'
import { localDate } from '../local-date.ts'
import { changeLine } from './change-text.ts'

export interface SyncOptions {
  /** Print the queue, and send nothing. */
  readonly list: boolean
  /** Ids of refused changes, or their beginnings. */
  readonly retry: readonly string[]
  readonly discard: readonly string[]
  readonly json: boolean
}

const help = `
Sends what timesheets add --offline has queued: in order, each exactly once, however often it is interrupted.
An entry that the API refuses stays in the queue, and does not hold up the others. Send it again with --retry once the
reason is gone, or drop it with --discard. With a network, sync also loads the rules that --offline judges by.

Examples:
  timesheets sync
  timesheets sync --list
  timesheets sync --discard 1f0c`

export function syncCommand(run: Run<SyncOptions>): Command {
  return new Command('sync')
    .description('send the entries that were queued without a network')
    .option('--list', 'show the queue, and send nothing')
    .option('--retry <ids...>', 'send these refused changes again')
    .option('--discard <ids...>', 'drop these refused changes')
    .option('--json', 'print each change as NDJSON')
    .addHelpText('after', help)
    .action(({ list = false, retry = [], discard = [], json = false }: Partial<SyncOptions>) =>
      run({ list, retry, discard, json }),
    )
}

/** Sends the queue, and says what became of each change. */
export async function sync(options: SyncOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client, openOutbox } = await connect()
  const outbox = await openOutbox()
  for (const id of options.discard) await outbox.discard(await fullId(id, outbox))
  for (const id of options.retry) await outbox.retry(await fullId(id, outbox))
  if (options.list) {
    for (const change of await outbox.changes()) await io.stdout.write(queuedLine(change, options.json))
    return exitCodes.done
  }
  const report = await outbox.send({ signal: io.stop })
  await print(report, options.json, io)
  if (report.stoppedBy !== undefined) throw report.stoppedBy
  await learn(outbox, client, io)
  const refused = (await outbox.changes()).filter(({ status }) => status === 'refused')
  return refused.length > 0 ? exitCodes.rejected : exitCodes.done
}

async function fullId(start: string, outbox: Outbox): Promise<string> {
  const found = (await outbox.changes()).filter(({ id }) => id.startsWith(start))
  const [change] = found
  if (change !== undefined && found.length === 1) return change.id
  throw new UsageError(
    `${start} names ${found.length === 0 ? 'no change' : 'several changes'} of the queue: see timesheets sync --list`,
  )
}

async function print(
  { sent, refused, left }: SendReport,
  json: boolean,
  { stdout, stderr }: Io,
): Promise<void> {
  for (const { change, entry, warnings } of sent) {
    for (const { message } of warnings) await stderr.write(`Note: ${plainText(message)}\n`)
    const line = entry === undefined ? changeLine(change) : entryLine(entry)
    await stdout.write(json ? `${JSON.stringify({ status: 'sent', change, entry })}\n` : `Sent  ${line}\n`)
  }
  for (const change of refused) await (json ? stdout : stderr).write(queuedLine(change, json))
  await stderr.write(`${sent.length} sent, ${left} left in the queue\n`)
}

function queuedLine(change: QueuedChange, json: boolean): string {
  if (json) return `${JSON.stringify({ status: change.status, change })}\n`
  const { id, status, refusal } = change
  const reason = refusal === undefined ? '' : `: ${plainText(refusal.message)}`
  return `${status === 'refused' ? 'Refused' : 'Waiting'}  ${id.slice(0, 8)}  ${changeLine(change)}${reason}\n`
}

/** Loads what entries are judged by without a network. A token that may not read it can still send. */
async function learn(outbox: Outbox, client: TimesheetsClient, io: Io): Promise<void> {
  const { TimesheetsError } = await import('timesheets-sdk/client')
  const { fetchFacts } = await import('timesheets-sdk/outbox')
  try {
    const { userId } = await client.me({ signal: io.stop })
    const today = localDate(io.now())
    const weeks = userId === null ? [] : [weekOf(addDays(today, -7)), weekOf(today)]
    await outbox.remember(await fetchFacts(client, weeks, { signal: io.stop }))
  } catch (error) {
    if (!(error instanceof TimesheetsError) || error.kind !== 'not_authorized') throw error
  }
}
