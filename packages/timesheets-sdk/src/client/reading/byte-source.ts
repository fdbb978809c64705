/** A body as it comes: a Node stream, or a web stream. */
export type ByteSource = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>

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

const maximumTextLength = 1_024 * 1_024

/** A body as text, or the first MiB of it. */
export async function textOf(body: ByteSource): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunksOf(body)) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maximumTextLength) break
  }
  return text + decoder.decode()
}
