import { statePath } from '../settings/paths.ts'
import { type StateFile, stateFile } from './state-file.ts'

type Env = Readonly<Record<string, string | undefined>>

/** One entry that a command changed. */
export interface NotedEntry {
  readonly id: string
  readonly change: 'added' | 'updated' | 'deleted'
  /** The person. Absent: unknown, so the caller. */
  readonly userId?: string | undefined
  /** The version after the change, or the last one of a deleted entry. Absent: the API did not return it. */
  readonly version?: number | undefined
}

/** The changes of the last command on this machine, for `timesheets undo`. */
export interface LastChange {
  /** As people know it: `push november.csv`. */
  readonly command: string
  /** The host of the API. */
  readonly host: string
  /** `null` if there were too many to keep. */
  readonly entries: readonly NotedEntry[] | null
}

/** A larger push is taken back by an administrator, not entry by entry. */
export const mostUndone = 10_000

/** Undefined for a user without a home folder. */
export function lastChangeFile(env: Env): StateFile<LastChange> | undefined {
  const path = statePath(env, 'last-change.json')
  return path === undefined ? undefined : stateFile(path, isLastChange)
}

/** Notes the changes of one command. */
export interface ChangeNotes {
  note(entry: NotedEntry): void
  /** Keeps the notes in place of those of an earlier command. Without any, the earlier ones stay. */
  keep(): Promise<void>
}

export function changeNotes(env: Env, place: Pick<LastChange, 'command' | 'host'>): ChangeNotes {
  const entries: NotedEntry[] = []
  let count = 0
  return {
    note(entry) {
      if (++count <= mostUndone) entries.push(entry)
    },
    async keep() {
      if (count === 0) return
      const content = { ...place, entries: count === entries.length ? entries : null }
      // The change itself was made, so a note that cannot be written does not fail the command.
      await lastChangeFile(env)
        ?.write(content)
        .catch(() => {})
    },
  }
}

function isLastChange(value: unknown): value is LastChange {
  if (typeof value !== 'object' || value === null) return false
  const { command, host, entries } = value as Record<string, unknown>
  return (
    typeof command === 'string' &&
    typeof host === 'string' &&
    (entries === null || (Array.isArray(entries) && entries.every(isNotedEntry)))
  )
}

const changes: readonly unknown[] = ['added', 'updated', 'deleted']

function isNotedEntry(value: unknown): value is NotedEntry {
  if (typeof value !== 'object' || value === null) return false
  const { id, change, userId, version } = value as Record<string, unknown>
  return (
    typeof id === 'string' &&
    changes.includes(change) &&
    (userId === undefined || typeof userId === 'string') &&
    (version === undefined || typeof version === 'number')
  )
}
