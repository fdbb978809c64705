import type { Content } from '../../saving/content.ts'
import type { LineTarget } from '../../saving/line.ts'
import type { ProjectsChange } from './added-projects.ts'

/** One line of a change that can be taken back. */
export interface Edit {
  readonly target: LineTarget
  readonly before: Content | null
  readonly after: Content | null
  /** Nothing was stored: what was typed stayed in the cell, refused or in conflict. */
  readonly isRefused?: boolean
}

/** The changes of one action: cells, and the projects that the person added or removed. */
export interface Change {
  readonly edits: readonly Edit[]
  readonly projects: ProjectsChange
}

/** The changes that can be undone and redone, newest last. */
export interface History {
  readonly done: readonly Change[]
  readonly undone: readonly Change[]
}

export const noHistory: History = { done: [], undone: [] }

const longest = 100

export function withChange(history: History, change: Change): History {
  return { done: [...history.done, change].slice(-longest), undone: [] }
}

/** The reverse of the newest change, and the history after it; `undefined`: there is nothing to undo. */
export function undo(history: History): { readonly change: Change; readonly history: History } | undefined {
  const last = history.done.at(-1)
  if (!last) return undefined
  return {
    change: reversed(last),
    history: { done: history.done.slice(0, -1), undone: [...history.undone, last] },
  }
}

/** As {@link undo}, for what was undone last. */
export function redo(history: History): { readonly change: Change; readonly history: History } | undefined {
  const last = history.undone.at(-1)
  if (!last) return undefined
  return { change: last, history: { done: [...history.done, last], undone: history.undone.slice(0, -1) } }
}

function reversed({ edits, projects: { added, removed } }: Change): Change {
  return {
    edits: edits.map((edit) => ({ ...edit, before: edit.after, after: edit.before })).reverse(),
    projects: { added: removed, removed: added },
  }
}
