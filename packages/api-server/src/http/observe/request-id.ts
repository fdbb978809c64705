import { randomUUID } from 'node:crypto'

const acceptable = /^[\w.-]{1,128}$/

/** The id of a request: the one that it brings in `X-Request-Id`, where that can be logged as it is, else a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && acceptable.test(header) ? header : randomUUID()
}
