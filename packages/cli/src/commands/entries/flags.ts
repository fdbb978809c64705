import type { Command } from 'commander'
import type { EntryListFilters } from 'timesheets-sdk/client'
import { entryFiltersSchema } from 'timesheets-sdk/contract'
import { parseHours, violationsOfSchema, weekStatuses } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { excerpt } from '../../io/terminal/plain-text.ts'
import { checkOrder, flagError } from '../flag-error.ts'

/** @throws {UsageError} when the text is not a number of hours */
export function readHoursFlag(text: string): number {
  const hours = parseHours(text)
  if (hours !== undefined) return hours
  throw new UsageError(`--hours: "${excerpt(text, 30)}" is not a number of hours: write 7.5, 7:30 or 90m`)
}

export interface FilterFlags {
  readonly from?: string
  readonly to?: string
  readonly project?: string
  readonly status?: string
  readonly user?: string
  readonly everyone?: boolean
}

/** The flags that choose entries, the same for all commands that read many. */
export function withFilterFlags(command: Command): Command {
  return command
    .option('--from <date>', 'the first day, YYYY-MM-DD')
    .option('--to <date>', 'the last day, YYYY-MM-DD')
    .option('--project <code>', 'entries of this project alone')
    .option('--status <status>', `entries of weeks that are ${weekStatuses.join(', ')}`)
    .option('--user <id>', 'the person; required for a machine client (default: yourself)')
    .option('--everyone', 'the entries of everybody whom you may see, by person')
}

/** @throws {UsageError} that names the flag that is wrong */
export function readFilters({ from, to, project, status, user, everyone }: FilterFlags): EntryListFilters {
  if (user !== undefined && everyone) throw new UsageError('--user and --everyone exclude each other')
  const given = { from, to, project, status, userId: user }
  const filters = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const parsed = entryFiltersSchema.safeParse(filters)
  if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, filters))
  checkOrder(from, to)
  return { ...parsed.data, ...(everyone ? { everyone } : {}) }
}
