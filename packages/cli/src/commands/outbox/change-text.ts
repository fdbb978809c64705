import type { QueuedChange } from 'timesheets-sdk/outbox'
import { plainText } from '../../io/terminal/plain-text.ts'

const verbs = { create: 'add', update: 'edit', delete: 'delete' } as const

/** A change in one line: what it does to which entry. */
export function changeLine(change: QueuedChange): string {
  const content = change.kind === 'create' ? change.entry : change.base
  const { date, project, hours, note } = {
    ...content,
    ...(change.kind === 'update' ? change.patch : {}),
  }
  const cells = [verbs[change.kind], date, project, hours === undefined ? undefined : `${hours} h`, note]
  return plainText(cells.filter((cell) => cell).join('  '))
}
