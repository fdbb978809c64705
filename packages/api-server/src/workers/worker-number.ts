import type { Environment } from '../environment.ts'

/** Set by the primary process for its workers. */
export const workerVariable = 'TIMESHEETS_WORKER'

/** The number of this worker; `undefined` for a process that serves alone, and for the primary. */
export function workerNumber(env: Environment): number | undefined {
  const number = env[workerVariable]
  return number === undefined ? undefined : Number(number)
}
