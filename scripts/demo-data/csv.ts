import type { DemoEntry } from './entries.ts'

const columns = ['userId', 'date', 'project', 'hours', 'note', 'billable', 'externalId'] as const

/** Entries as the CSV that `timesheets push` reads (RFC 4180). */
export function demoCsv(entries: Iterable<DemoEntry>): string {
  const lines = [columns.join(',')]
  for (const entry of entries) lines.push(columns.map((column) => cell(String(entry[column]))).join(','))
  return `${lines.join('\r\n')}\r\n`
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
