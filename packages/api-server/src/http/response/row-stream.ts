import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { attachmentOf, HttpProblem, type RowFormat } from 'timesheets-sdk/decide'
import { codeOf } from '../../error-code.ts'

/**
 * Sends all pages, one chunk each, as fast as the client reads them, and stops when the client disconnects.
 * If a page cannot be read, the last chunk is never sent, so that the client does not mistake a part for the
 * whole.
 *
 * @param nameParts of the file's name, as in {@link attachmentOf}
 * @throws {HttpProblem} `not_acceptable`
 */
export async function streamRows<Row>(
  res: Response,
  pages: AsyncIterable<Row[]>,
  format: RowFormat<Row>,
  nameParts: readonly (string | undefined)[],
): Promise<void> {
  // There are no chunks: if the process is killed, a proxy takes the end of the connection for the end.
  if (res.req.httpVersion === '1.0') {
    throw new HttpProblem(
      'not_acceptable',
      'over HTTP/1.0, a file that is cut off looks complete: use HTTP/1.1 (in nginx, proxy_http_version 1.1), or request pages of JSON',
    )
  }
  // Read before the response starts: if the database is unavailable, the response can still be a problem.
  const iterator = pages[Symbol.asyncIterator]()
  const first = await iterator.next()
  res.setHeader('Content-Type', format.contentType)
  res.setHeader('Content-Disposition', attachmentOf(format, nameParts))
  if (res.req.method === 'HEAD') {
    await iterator.return?.()
    res.end()
    return
  }
  try {
    await pipeline(Readable.from(chunksOf(first, iterator, format), { highWaterMark: 1 }), res)
  } catch (error) {
    // A client that disconnects is not a failure.
    if (!isPrematureClose(error)) throw error
  }
}

async function* chunksOf<Row>(
  first: IteratorResult<Row[]>,
  rest: AsyncIterator<Row[]>,
  format: RowFormat<Row>,
): AsyncGenerator<string> {
  if (format.header !== '') yield format.header
  try {
    for (let page = first; page.done !== true; page = await rest.next()) {
      let chunk = ''
      for (const row of page.value) chunk += format.line(row)
      if (chunk !== '') yield chunk
    }
  } finally {
    // Also if the client has disconnected: the reader of the pages must stop.
    await rest.return?.()
  }
}

function isPrematureClose(error: unknown): boolean {
  return codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE'
}
