import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'
import { readWeek, weekArgumentHelp } from '../week-argument.ts'
import { weekLine } from './week-text.ts'

export interface OwnWeekOptions {
  readonly week: string
  readonly json: boolean
}

export function submitCommand(run: Run<OwnWeekOptions>): Command {
  return ownWeekCommand('submit', 'submit your week for approval: nothing in it changes then', run)
}

export function recallCommand(run: Run<OwnWeekOptions>): Command {
  return ownWeekCommand('recall', 'take your submitted week back', run)
}

function ownWeekCommand(name: string, description: string, run: Run<OwnWeekOptions>): Command {
  return new Command(name)
    .description(description)
    .argument('<week>', weekArgumentHelp)
    .option('--json', 'print the week as JSON')
    .action((week: string, { json = false }: { json?: boolean }) => run({ week: readWeek(week), json }))
}

/** Submits the caller's own week. */
export async function submit({ week, json }: OwnWeekOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client } = await connect()
  const submitted = await client.weeks.submit(week, { signal: io.stop })
  await printChange({ text: `Submitted  ${weekLine(submitted)}`, value: submitted }, json, io)
  return exitCodes.done
}

/** Takes the caller's own submitted week back. */
export async function recall({ week, json }: OwnWeekOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client } = await connect()
  const open = await client.weeks.recall(week, { signal: io.stop })
  await printChange({ text: `Recalled  ${weekLine(open)}`, value: open }, json, io)
  return exitCodes.done
}
