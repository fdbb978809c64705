import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { attachmentOf, type RowFormat } from 'timesheets-sdk/decide'

/**
 * Answers with all pages, one chunk each, as fast as the client reads them. It stops reading when the client goes away.
 * When a page can't be had the connection is reset, so that the client never takes a part for the whole.
 *
 * @param nameParts of the file's name, as in {@link attachmentOf}
 */
export async function streamRows<Row>(
  res: Response,
  pages: AsyncIterable<Row[]>,
  format: RowFormat<Row>,
  nameParts: readonly (string | undefined)[],
): Promise<void> {
  // Had before the answer begins: a database that is away then can still be said.
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
    // A client that has enough of it is no failure.
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
    // Before the pipeline ends the socket in the usual way: to a client of HTTP/1.0 that would be a whole answer.
    res.socket?.resetAndDestroy()
    throw error
  } finally {
    // Also when the client has gone: whoever reads the pages is told to stop.
    await rest.return?.()
  }
}

function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}
