import { weekTransitions } from '../workspace.ts'

const who = { owner: 'the owner', approver: 'an approver, never of their own' } as const
const what = { entries: 'at least one entry', reason: 'a reason' } as const

/** The transition table of the SDK as Markdown: what the documentation shows is what the rules say. */
export function transitionTable(): string {
  const rows = Object.entries(weekTransitions).map(([action, { by, from, to, needs }]) => {
    return [action, who[by], from.join(', '), to, needs === null ? '' : what[needs]]
  })
  const table = [['action', 'who', 'from', 'to', 'needs'], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = table
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}
