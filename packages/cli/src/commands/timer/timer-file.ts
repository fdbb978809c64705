import { randomUUID } from 'node:crypto'
import { UsageError } from '../../io/outcome/errors.ts'
import { statePath } from '../../settings/paths.ts'
import { type StateFile, stateFile } from '../../state/state-file.ts'

type Env = Readonly<Record<string, string | undefined>>

/** A timer that runs: the entry it becomes, without its hours. */
export interface RunningTimer {
  readonly startedAtMs: number
  /** Where the person was. */
  readonly date: string
  readonly project: string
  readonly note?: string
  readonly billable?: boolean
  /** The external id of the entry, so that a second stop after a failure adds nothing twice. */
  readonly externalId: string
}

export function newExternalId(): string {
  return `timer:${randomUUID()}`
}

/** @throws {UsageError} if there is no place for it */
export function timerFile(env: Env): StateFile<RunningTimer> {
  const path = statePath(env, 'timer.json')
  if (path !== undefined) return stateFile(path, isTimer)
  throw new UsageError('no place to keep a timer: this user has no home folder. Set XDG_STATE_HOME or HOME')
}

/** @throws {UsageError} if no timer runs */
export async function runningTimer(file: StateFile<RunningTimer>): Promise<RunningTimer> {
  const timer = await file.read()
  if (timer !== undefined) return timer
  throw new UsageError('no timer is running: start one by timesheets timer start --project <code>')
}

/** `1:05` for an hour and five minutes. */
export function elapsedText(startedAtMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - startedAtMs) / 60_000))
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function isTimer(value: unknown): value is RunningTimer {
  if (typeof value !== 'object' || value === null) return false
  const { startedAtMs, date, project, note, billable, externalId } = value as Record<string, unknown>
  return (
    typeof startedAtMs === 'number' &&
    [date, project, externalId].every((member) => typeof member === 'string') &&
    (note === undefined || typeof note === 'string') &&
    (billable === undefined || typeof billable === 'boolean')
  )
}
