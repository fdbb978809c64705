/** A body as it comes: a Node stream, or a web stream. */
export type ByteSource = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>

export function isByteSource(body: unknown): body is ByteSource {
  return typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body)
}

/**
 * The chunks of a body. Not every browser can iterate a web stream by itself. A reader that stops before its
 * end has to abort the exchange: to cancel the stream is not enough, as axios passes that on with the next
 * chunk only.
 */
export async function* chunksOf(body: ByteSource): AsyncGenerator<Uint8Array, void, undefined> {
  if (!('getReader' in body)) {
    yield* body
    return
  }
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}
