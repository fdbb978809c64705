import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { elapsedText, timerFile } from './timer-file.ts'

export interface TimerStatusOptions {
  readonly json: boolean
}

export function timerStatusCommand(run: Run<TimerStatusOptions>): Command {
  return new Command('status')
    .description('show the timer')
    .option('--json', 'print the timer as JSON')
    .action(({ json = false }: { readonly json?: boolean }) => run({ json }))
}

/** Prints what the timer is running for, and since when. */
export async function timerStatus({ json }: TimerStatusOptions, { io }: Context): Promise<ExitCode> {
  const timer = await timerFile(io.env).read()
  if (timer === undefined) {
    await io.stdout.write(json ? '{"running":false}\n' : 'No timer is running.\n')
    return exitCodes.done
  }
  const { project, note, startedAtMs } = timer
  const elapsed = elapsedText(startedAtMs, io.now())
  const startedAt = new Date(startedAtMs).toISOString()
  const value = { running: true, project, ...(note === undefined ? {} : { note }), startedAt, elapsed }
  const text = plainText([project, elapsed, note ?? ''].filter((part) => part !== '').join('  '))
  await io.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`)
  return exitCodes.done
}
