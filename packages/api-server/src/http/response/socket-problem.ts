import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Problem, problem } from 'timesheets-sdk/contract'

const lingerMs = 1_000

/** The problem of a request that could not be parsed as HTTP. `code` is the code of Node's error. */
export function problemOfParsing(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problem('headers_too_large', 'the header fields are larger than 16 KiB in total')
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return problem('body_too_large', 'the chunk extensions of the body are too long')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('request_timeout', 'the request was not complete in time')
    default:
      return problem('malformed_request', 'this is not a request of HTTP/1.1')
  }
}

/**
 * Responds on a bare connection that has no response object, and closes it.
 * @param headers further header fields, without line breaks
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
  // If it were destroyed now, a client that is still sending would get a reset instead of the response.
  setTimeout(() => socket.destroy(), lingerMs).unref()
}
