import { Command } from 'commander'
import { newEntrySchema, violationsOfSchema } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { flagError } from '../flag-error.ts'
import { localDate } from '../local-date.ts'
import { printChange } from '../print.ts'
import { elapsedText, newExternalId, timerFile } from './timer-file.ts'

export interface StartTimerOptions {
  readonly entry: { readonly project: string; readonly note?: string; readonly billable?: boolean }
  readonly json: boolean
}

export function startTimerCommand(run: Run<StartTimerOptions>): Command {
  return new Command('start')
    .description('start the timer')
    .requiredOption('--project <code>', 'the code of the project')
    .option('--note <text>', 'what is done')
    .option('--billable', "billable (default: the project's setting, else yes)")
    .option('--no-billable', 'not to be billed')
    .option('--json', 'print the timer as JSON')
    .action(({ json = false, ...entry }: StartTimerOptions['entry'] & { readonly json?: boolean }) => {
      const candidate = { date: '2000-01-01', hours: 1, ...entry }
      const parsed = newEntrySchema.safeParse(candidate)
      if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, candidate))
      return run({ entry, json })
    })
}

/** Starts the timer. Sends nothing. */
export async function startTimer({ entry, json }: StartTimerOptions, { io }: Context): Promise<ExitCode> {
  const file = timerFile(io.env)
  const running = await file.read()
  if (running !== undefined) {
    const elapsed = elapsedText(running.startedAtMs, io.now())
    throw new UsageError(
      `the timer is running for ${running.project} (${elapsed}): stop it first, by timesheets timer stop`,
    )
  }
  const startedAtMs = io.now()
  const timer = { ...entry, startedAtMs, date: localDate(startedAtMs), externalId: newExternalId() }
  await file.write(timer)
  const value = { project: entry.project, startedAt: new Date(startedAtMs).toISOString() }
  await printChange({ text: plainText(`Started  ${entry.project}`), value }, json, io)
  return exitCodes.done
}
