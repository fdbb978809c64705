import type { Command } from 'commander'
import { projectRecords } from 'timesheets-sdk/import/records'
import type { ExitCode } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { type ImportOptions, importCommand, importRows } from '../import/import-rows.ts'

const examples = `
Examples:
  timesheets projects import projects.csv --dry-run
  timesheets projects import projects.csv

Rates count from the day in the column ratesFrom on, by default from today. budgetHours is 80, 62.5 or 62:30.`

export function importProjectsCommand(run: Run<ImportOptions>): Command {
  const description = 'put the projects of a CSV file into the catalogue'
  return importCommand({ description, ...projectRecords, examples }, run)
}

export function importProjects(options: ImportOptions, context: Context): Promise<ExitCode> {
  return importRows(projectRecords, options, context)
}
