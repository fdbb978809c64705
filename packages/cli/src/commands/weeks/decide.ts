import { Command } from 'commander'
import { etagOf, maximumDecisions, type WeekDecisionRequest } from 'timesheets-sdk/contract'
import type { Week, WeekDecision } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { readWeek, weekArgumentHelp } from '../week-argument.ts'
import { weekLine } from './week-text.ts'

export interface DecideOptions {
  readonly action: WeekDecision
  readonly week: string
  readonly userIds: readonly string[]
  /** Approve all that wait in this week and have nothing unusual. */
  readonly unflagged: boolean
  readonly reason: string | undefined
  readonly json: boolean
}

interface Flags {
  readonly unflagged?: boolean
  readonly reason?: string
  readonly json?: boolean
}

const approveExamples = `
Examples:
  timesheets weeks approve 2026-W48 'auth0|maria' 'auth0|john'
  timesheets weeks approve 2026-W48 --unflagged`

export function approveCommand(run: Run<DecideOptions>): Command {
  return decideCommand('approve', 'approve submitted weeks', run)
    .option('--unflagged', 'all that wait for you in this week and have nothing unusual')
    .addHelpText('after', approveExamples)
}

export function rejectCommand(run: Run<DecideOptions>): Command {
  return decideCommand('reject', 'reject submitted weeks: their owners read why', run).requiredOption(
    '--reason <text>',
    'why, for the owner to read',
  )
}

export function reopenCommand(run: Run<DecideOptions>): Command {
  return decideCommand('reopen', 'open approved weeks again: their owners read why', run).requiredOption(
    '--reason <text>',
    'why, for the owner to read',
  )
}

function decideCommand(action: WeekDecision, description: string, run: Run<DecideOptions>): Command {
  return new Command(action)
    .description(description)
    .argument('<week>', weekArgumentHelp)
    .argument('[users...]', 'whose weeks')
    .option('--json', 'print the outcome of each as NDJSON')
    .action((week: string, userIds: string[], { unflagged = false, reason, json = false }: Flags) => {
      if (userIds.length === 0 && !unflagged)
        throw new UsageError('say whose week: name a person, or several')
      if (userIds.length > 0 && unflagged) {
        throw new UsageError('--unflagged finds the people itself: leave the names out')
      }
      return run({ action, week: readWeek(week), userIds, unflagged, reason, json })
    })
}

/** Decides on weeks, and says what became of each. */
export async function decide(options: DecideOptions, context: Context): Promise<ExitCode> {
  const { io, connect } = context
  const { client } = await connect()
  const { action, week, reason, json } = options
  const decisions: WeekDecisionRequest[] = []
  if (options.unflagged) {
    const queue = client.weeks.list({ status: 'submitted', from: week, to: week }, { signal: io.stop })
    for await (const found of queue) {
      if (found.flags.length === 0) decisions.push({ ...decisionOn(found), action })
    }
    if (decisions.length === 0) await io.stderr.write(`Nothing without flags waits in ${week}.\n`)
  } else {
    decisions.push(...options.userIds.map((userId) => ({ userId, week, action, ...withReason(reason) })))
  }

  let refused = 0
  for (let start = 0; start < decisions.length; start += maximumDecisions) {
    const sent = decisions.slice(start, start + maximumDecisions)
    const { results } = await client.weeks.decide(sent, { signal: io.stop })
    for (const result of results) {
      const asked = sent[result.index]
      if (json) await io.stdout.write(`${JSON.stringify({ ...asked, ...result, index: undefined })}\n`)
      else if (result.week) await io.stdout.write(`${done[action]}  ${weekLine(result.week)}\n`)
      else if (result.problem) {
        await io.stderr.write(
          `Refused  ${week}  ${plainText(`${asked?.userId}  ${result.problem.detail}`)}\n`,
        )
      }
      if (result.status === 'refused') refused++
    }
  }
  return refused > 0 ? exitCodes.rejected : exitCodes.done
}

const done: Readonly<Record<WeekDecision, string>> = {
  approve: 'Approved',
  reject: 'Rejected',
  reopen: 'Reopened',
}

/** Approves weeks as they were shown: a week that has changed since is rejected. */
function decisionOn({ userId, week, version, status }: Week) {
  return { userId, week, ifMatch: etagOf({ version, status }) }
}

function withReason(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined ? {} : { reason }
}
