import { weekTransitions } from '../workspace.ts'
import { markdownTable } from './table.ts'

const who = { owner: 'the owner', approver: 'an approver, never of their own' } as const
const what = { entries: 'at least one entry', reason: 'a reason' } as const

/** The transition table of the SDK as Markdown: what the documentation shows is what the rules say. */
export function transitionTable(): string {
  const rows = Object.entries(weekTransitions).map(([action, { by, from, to, needs }]) => {
    return [action, who[by], from.join(', '), to, needs === null ? '' : what[needs]]
  })
  return markdownTable(['action', 'who', 'from', 'to', 'needs'], rows)
}
