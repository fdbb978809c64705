import { Command, Option } from 'commander'
import { fitMinutes, type Rounding, roundings } from 'timesheets-sdk/import'
import { hoursFromMinutes } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { changeNotes } from '../../state/last-change.ts'
import type { Context, Run } from '../context.ts'
import { printWritten } from '../entries/entry-text.ts'
import { withSuggestions } from '../entries/suggest-projects.ts'
import { printChange } from '../print.ts'
import { elapsedText, runningTimer, timerFile } from './timer-file.ts'

export interface StopTimerOptions {
  readonly rounding: Rounding
  /** Replaces the note of the start. */
  readonly note: string | undefined
  readonly discard: boolean
  readonly json: boolean
}

const longestSeconds = 24 * 3_600

interface Flags {
  readonly round: Rounding
  readonly note?: string
  readonly discard?: boolean
  readonly json?: boolean
}

export function stopTimerCommand(run: Run<StopTimerOptions>): Command {
  return new Command('stop')
    .description('stop the timer, and log its time on the day on which it was started')
    .addOption(new Option('--round <how>', "to the policy's increment").choices(roundings).default('nearest'))
    .option('--note <text>', 'what was done')
    .option('--discard', 'log nothing')
    .option('--json', 'print the entry as JSON')
    .action(({ round, note, discard = false, json = false }: Flags) =>
      run({ rounding: round, note, discard, json }),
    )
}

/** Logs the time of the timer. It goes on running if that fails. */
export async function stopTimer(options: StopTimerOptions, context: Context): Promise<ExitCode> {
  const { io, connect } = context
  const { rounding, discard, json } = options
  const file = timerFile(io.env)
  const { startedAtMs, ...timer } = await runningTimer(file)
  const elapsed = elapsedText(startedAtMs, io.now())
  if (discard) {
    await file.remove()
    const value = { project: timer.project, elapsed, discarded: true }
    await printChange({ text: plainText(`Discarded  ${timer.project}  ${elapsed}`), value }, json, io)
    return exitCodes.done
  }
  const { client, host } = await connect()
  const { incrementMinutes } = await client.policy.get({ signal: io.stop })
  const seconds = (io.now() - startedAtMs) / 1_000
  const minutes = fitMinutes(seconds, incrementMinutes, rounding) ?? 0
  assertPlausible(seconds, minutes, elapsed)
  const note = options.note ?? timer.note
  const entry = { ...timer, hours: hoursFromMinutes(minutes), ...(note === undefined ? {} : { note }) }
  const { created, ...written } = await withSuggestions(entry.project, client, context, () =>
    client.entries.create(entry, { signal: io.stop }),
  )
  await file.remove()
  const notes = changeNotes(io.env, { command: `timer stop for ${entry.project}`, host })
  if (created) notes.note({ id: written.id, change: 'added' })
  await notes.keep()
  await printWritten(created ? 'Added' : 'Was there already:', written, json, io)
  return exitCodes.done
}

function assertPlausible(seconds: number, minutes: number, elapsed: string): void {
  const otherwise = 'log the right time by timesheets add, then timer stop --discard'
  if (seconds < 0 || seconds > longestSeconds) {
    throw new UsageError(
      `the timer has run for ${elapsed}, more than a day or less than nothing: ${otherwise}`,
    )
  }
  if (minutes <= 0) {
    throw new UsageError(
      `the timer has run for ${elapsed}, which rounds to nothing: use --round up, or --discard`,
    )
  }
}
