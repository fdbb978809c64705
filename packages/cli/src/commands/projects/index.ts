import { Command } from 'commander'
import type { Act, Run } from '../context.ts'
import { importProjects, importProjectsCommand } from './import.ts'
import { listProjects, listProjectsCommand } from './list.ts'
import { removeProject, removeProjectCommand } from './remove.ts'

/** `timesheets projects`, with its commands. */
export function projectCommands(runner: <Options>(act: Act<Options>) => Run<Options>): Command {
  return new Command('projects')
    .description('keep the catalogue of projects; where it is empty, entries may name any')
    .addCommand(listProjectsCommand(runner(listProjects)))
    .addCommand(importProjectsCommand(runner(importProjects)))
    .addCommand(removeProjectCommand(runner(removeProject)))
}
