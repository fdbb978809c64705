import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { attachmentOf, type RowFormat } from 'timesheets-sdk/decide'
import { codeOf } from '../../error-code.ts'

/**
 * Sends all pages, one chunk each, as fast as the client reads them, and stops when the client disconnects.
 * If a page cannot be read, the connection is reset, so that the client never mistakes a part for the whole.
 *
 * @param nameParts of the file's name, as in {@link attachmentOf}
 */
export async function streamRows<Row>(
  res: Response,
  pages: AsyncIterable<Row[]>,
  format: RowFormat<Row>,
  nameParts: readonly (string | undefined)[],
): Promise<void> {
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
    await pipeline(Readable.from(chunksOf(res, first, iterator, format), { highWaterMark: 1 }), res)
  } catch (error) {
    // A client that disconnects is not a failure.
    if (!isPrematureClose(error)) throw error
  }
}

async function* chunksOf<Row>(
  res: Response,
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
  } catch (error) {
    // The pipeline would end the socket normally, which a client of HTTP/1.0 takes for the end of the
    // response.
    res.socket?.resetAndDestroy()
    throw error
  } finally {
    // Also if the client has disconnected: the reader of the pages must stop.
    await rest.return?.()
  }
}

function isPrematureClose(error: unknown): boolean {
  return codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE'
}
