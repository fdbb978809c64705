import { Command } from 'commander'
import type { Act, Run } from '../context.ts'
import { approveCommand, decide, rejectCommand, reopenCommand } from './decide.ts'
import { listWeeks, listWeeksCommand, queue, queueCommand } from './list.ts'
import { showWeek, showWeekCommand } from './show.ts'
import { recall, recallCommand, submit, submitCommand } from './submit.ts'

/** `timesheets weeks`, with its commands. */
export function weekCommands(runner: <Options>(act: Act<Options>) => Run<Options>): Command {
  return new Command('weeks')
    .description('show, submit and decide on weeks')
    .addCommand(listWeeksCommand(runner(listWeeks)))
    .addCommand(showWeekCommand(runner(showWeek)))
    .addCommand(submitCommand(runner(submit)))
    .addCommand(recallCommand(runner(recall)))
    .addCommand(queueCommand(runner(queue)))
    .addCommand(approveCommand(runner(decide)))
    .addCommand(rejectCommand(runner(decide)))
    .addCommand(reopenCommand(runner(decide)))
}
