import type { Command } from 'commander'
import { personRecords } from 'timesheets-sdk/import/records'
import type { ExitCode } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { type ImportOptions, importCommand, importRows } from '../import/import-rows.ts'

const examples = `
Examples:
  timesheets people import roster.csv --dry-run
  timesheets people import roster.csv

hoursByWeekday has the hours from Monday to Sunday, as 8 8 8 8 0 0 0; without it, expectedHoursPerWeek is spread
from Monday to Friday. Changes count from the day in the column from on, by default from today.`

export function importPeopleCommand(run: Run<ImportOptions>): Command {
  const description = 'put the people of a CSV file into the roster'
  return importCommand({ description, ...personRecords, examples }, run)
}

export function importPeople(options: ImportOptions, context: Context): Promise<ExitCode> {
  return importRows(personRecords, options, context)
}
