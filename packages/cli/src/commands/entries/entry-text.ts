import { etagOf, type WrittenEntry } from 'timesheets-sdk/contract'
import type { Entry } from 'timesheets-sdk/model'
import type { Io } from '../../io/io.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { printChange } from '../print.ts'

/** An entry in one line, for what was done with it. */
export function entryLine({ date, project, hours, note, id }: Entry): string {
  const cells = [date, project, `${hours} h`, note ?? '', id]
  return plainText(cells.filter((cell) => cell !== '').join('  '))
}

/** An entry in full, a member a line. */
export function entryDetails(entry: Entry): string {
  const members: [string, string | undefined][] = [
    ['id', entry.id],
    ['person', entry.userId],
    ['date', entry.date],
    ['project', entry.project],
    ['hours', String(entry.hours)],
    ['billable', entry.billable ? 'yes' : 'no'],
    ['note', entry.note],
    ['status', entry.status],
    ['external id', entry.externalId],
    ['made by', entry.source],
    ['created', entry.createdAt],
    ['changed', entry.updatedAt],
    ['etag', etagOf(entry)],
  ]
  return members
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(13)}${plainText(value)}\n`]))
    .join('')
}

/** Prints an entry that was written, and what the rules warn of. */
export async function printWritten(
  what: string,
  written: WrittenEntry,
  json: boolean,
  io: Pick<Io, 'stdout' | 'stderr'>,
): Promise<void> {
  const { warnings = [], ...entry } = written
  for (const { message } of warnings) await io.stderr.write(`Note: ${plainText(message)}\n`)
  await printChange({ text: `${what}  ${entryLine(entry)}`, value: written }, json, io)
}
