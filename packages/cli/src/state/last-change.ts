import { statePath } from '../settings/paths.ts'
import { type StateFile, stateFile } from './state-file.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The entries that the last command on this machine added, for `timesheets undo`. */
export interface LastChange {
  /** As people know it: `push november.csv`. */
  readonly command: string
  /** The host of the API. */
  readonly host: string
  /** The ids of the added entries; undefined if there were too many to keep. */
  readonly added: readonly string[] | undefined
  /** How many entries the command changed: their former content is unknown. */
  readonly changed: number
}

/** A larger push is taken back by an administrator, not entry by entry. */
export const mostUndone = 10_000

/** Undefined for a user without a home folder. */
export function lastChangeFile(env: Env): StateFile<LastChange> | undefined {
  const path = statePath(env, 'last-change.json')
  return path === undefined ? undefined : stateFile(path, isLastChange)
}

/** Notes what one command adds. */
export interface ChangeNotes {
  added(id: string | undefined): void
  changed(): void
  /** Keeps the notes in place of those of an earlier command. Without any, the earlier ones stay. */
  keep(): Promise<void>
}

export function changeNotes(env: Env, place: Pick<LastChange, 'command' | 'host'>): ChangeNotes {
  const ids: string[] = []
  let added = 0
  let changed = 0
  return {
    added(id) {
      added++
      if (id !== undefined && ids.length < mostUndone) ids.push(id)
    },
    changed() {
      changed++
    },
    async keep() {
      if (added + changed === 0) return
      const content = { ...place, added: added === ids.length ? ids : undefined, changed }
      // The change itself was made, so a note that cannot be written does not fail the command.
      await lastChangeFile(env)
        ?.write(content)
        .catch(() => {})
    },
  }
}

function isLastChange(value: unknown): value is LastChange {
  if (typeof value !== 'object' || value === null) return false
  const { command, host, added, changed } = value as Record<string, unknown>
  const isList = Array.isArray(added) && added.every((id) => typeof id === 'string')
  return (
    typeof command === 'string' &&
    typeof host === 'string' &&
    (isList || added === undefined) &&
    typeof changed === 'number'
  )
}
