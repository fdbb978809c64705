import type { Command } from 'commander'
import { absenceRecords } from 'timesheets-sdk/import/records'
import type { ExitCode } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { type ImportOptions, importCommand, importRows } from '../import/import-rows.ts'

const examples = `
Examples:
  timesheets absences import december.csv --dry-run
  timesheets absences import december.csv`

export function importAbsencesCommand(run: Run<ImportOptions>): Command {
  const description = 'record the absences of a CSV file, each by its person and first day'
  return importCommand({ description, ...absenceRecords, examples }, run)
}

export function importAbsences(options: ImportOptions, context: Context): Promise<ExitCode> {
  return importRows(absenceRecords, options, context)
}
