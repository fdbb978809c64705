import { Command } from 'commander'
import type { Act, Run } from '../context.ts'
import { importPeople, importPeopleCommand } from './import.ts'
import { listPeople, listPeopleCommand } from './list.ts'
import { removePerson, removePersonCommand } from './remove.ts'
import { showPerson, showPersonCommand } from './show.ts'

/** `timesheets people`, with its commands. */
export function peopleCommands(runner: <Options>(act: Act<Options>) => Run<Options>): Command {
  return new Command('people')
    .description('keep the roster: who there is, who their manager is, what is expected of them')
    .addCommand(listPeopleCommand(runner(listPeople)))
    .addCommand(showPersonCommand(runner(showPerson)))
    .addCommand(importPeopleCommand(runner(importPeople)))
    .addCommand(removePersonCommand(runner(removePerson)))
}
