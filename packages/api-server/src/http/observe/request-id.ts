import { randomUUID } from 'node:crypto'

const acceptable = /^[\w.-]{1,128}$/

/** The id of a request: its `X-Request-Id` if that is safe to log, otherwise a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && acceptable.test(header) ? header : randomUUID()
}
