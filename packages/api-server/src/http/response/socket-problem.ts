import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Problem, problem } from 'timesheets-sdk/contract'

const lingerMs = 1_000

/** What is wrong with a request that could not be read as HTTP at all. `code`: of Node's error. */
export function problemOfParsing(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problem('headers_too_large', 'the header fields have more than 16 KiB together')
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return problem('body_too_large', 'the chunk extensions of the body are too long')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('request_timeout', 'the request was not sent to its end in time')
    default:
      return problem('malformed_request', 'this is not a request of HTTP/1.1')
  }
}

/**
 * Answers on a bare connection, where there is no response object, and ends it.
 * @param headers further header fields; must be free of line ends
 */
export function writeProblem(
  socket: Duplex,
  problem: Problem,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ ...problem, requestId })
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  // Destroyed at once, the connection would be reset under a client that is still sending, its answer unread.
  setTimeout(() => socket.destroy(), lingerMs).unref()
}
