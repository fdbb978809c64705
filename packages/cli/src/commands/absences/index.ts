import { Command } from 'commander'
import type { Act, Run } from '../context.ts'
import { importAbsences, importAbsencesCommand } from './import.ts'
import { listAbsences, listAbsencesCommand } from './list.ts'
import { removeAbsence, removeAbsenceCommand } from './remove.ts'

/** `timesheets absences`, with its commands. */
export function absenceCommands(runner: <Options>(act: Act<Options>) => Run<Options>): Command {
  return new Command('absences')
    .description('keep the days on which people are away, and nothing is expected of them')
    .addCommand(listAbsencesCommand(runner(listAbsences)))
    .addCommand(importAbsencesCommand(runner(importAbsences)))
    .addCommand(removeAbsenceCommand(runner(removeAbsence)))
}
