import { Command } from 'commander'
import type { Act, Run } from '../context.ts'
import { hours, hoursCommand } from './hours.ts'

/** `timesheets report`, with its commands. */
export function reportCommands(runner: <Options>(act: Act<Options>) => Run<Options>): Command {
  return new Command('report').description('sum up').addCommand(hoursCommand(runner(hours)))
}
